/** The graph: larger and smaller by buttons, keys and the wheel, moved by dragging. Without it the picture scrolls. */
{
  const step = 1.25;
  const smallest = 0.05;
  const largest = 4;
  /** Pixels that a pointer moves before it drags; less is a click on a document. */
  const dragFrom = 4;

  const start = (): void => {
    const picture = document.querySelector<HTMLElement>('.picture');
    const svg = picture?.querySelector('svg');
    if (picture && svg) makeZoomable(picture, svg);
  };

  const makeZoomable = (picture: HTMLElement, svg: SVGSVGElement): void => {
    const { width, height } = svg.viewBox.baseVal;
    // Points to pixels, as the drawing has it.
    const whole = 96 / 72;
    let scale = whole;

    /** Keeps the point of the drawing at (x, y) of the frame where it is. */
    const zoomTo = (wanted: number, x = picture.clientWidth / 2, y = picture.clientHeight / 2): void => {
      const next = Math.min(largest, Math.max(smallest, wanted));
      const [left, top] = [(picture.scrollLeft + x) / scale, (picture.scrollTop + y) / scale];
      scale = next;
      svg.setAttribute('width', String(width * scale));
      svg.setAttribute('height', String(height * scale));
      picture.scrollTo(left * scale - x, top * scale - y);
    };

    const fit = (): number => {
      const inner = getComputedStyle(picture);
      const across = picture.clientWidth - parseFloat(inner.paddingLeft) - parseFloat(inner.paddingRight);
      return across / width;
    };

    const actions: Readonly<Record<string, () => void>> = {
      in: () => zoomTo(scale * step),
      out: () => zoomTo(scale / step),
      whole: () => zoomTo(fit()),
    };
    const keys: Readonly<Record<string, string>> = { '+': 'in', '=': 'in', '-': 'out', '0': 'whole' };

    for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-zoom]')) {
      button.addEventListener('click', () => actions[button.dataset['zoom'] ?? '']?.());
    }
    picture.addEventListener('keydown', (event) => {
      const action = actions[keys[event.key] ?? ''];
      if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      action();
    });
    picture.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        const frame = picture.getBoundingClientRect();
        zoomTo(event.deltaY < 0 ? scale * step : scale / step, event.clientX - frame.left, event.clientY - frame.top);
      },
      { passive: false },
    );
    makeDraggable(picture);
  };

  const makeDraggable = (picture: HTMLElement): void => {
    let from: { x: number; y: number; left: number; top: number } | null = null;
    let isDragged = false;
    picture.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || event.pointerType === 'touch') return;
      from = { x: event.clientX, y: event.clientY, left: picture.scrollLeft, top: picture.scrollTop };
      isDragged = false;
    });
    picture.addEventListener('pointermove', (event) => {
      if (!from) return;
      const [x, y] = [event.clientX - from.x, event.clientY - from.y];
      if (!isDragged && Math.hypot(x, y) < dragFrom) return;
      if (!isDragged) picture.setPointerCapture(event.pointerId);
      isDragged = true;
      picture.classList.add('dragged');
      picture.scrollTo(from.left - x, from.top - y);
    });
    const stop = (): void => {
      from = null;
      picture.classList.remove('dragged');
    };
    picture.addEventListener('pointerup', stop);
    picture.addEventListener('pointercancel', stop);
    picture.addEventListener('dragstart', (event) => event.preventDefault());
    picture.addEventListener(
      'click',
      (event) => {
        if (isDragged) event.preventDefault();
        isDragged = false;
      },
      true,
    );
  };

  document.addEventListener('DOMContentLoaded', start);
}
