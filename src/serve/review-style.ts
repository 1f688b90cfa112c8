/** The look of what the review's script adds; colours are those of the page's own style sheet, with plain ones beside.
 * Decisions as they were when the page was made give way to those as they are. */
export const reviewStyle = `
[data-subject] { scroll-margin: 4rem 0 6rem; }
[data-subject]:focus { outline: 2px solid var(--link, #1f4e79); outline-offset: 2px; }
[data-subject].review-selected { box-shadow: 0 0 0 2px var(--link, #1f4e79); }
.review-state { font: 400 0.75rem/1.4 var(--hei, sans-serif); color: var(--strong, #333); margin: 0 0.3em; text-indent: 0; }
.review-state.disputed { color: var(--cinnabar, #a3231b); font-weight: 600; }
.review-live .decisions { display: none; }
.review-tools { display: none; white-space: nowrap; text-indent: 0; }
[data-subject]:hover > .review-tools, [data-subject]:focus > .review-tools, [data-subject]:focus-within > .review-tools,
[data-subject].review-selected > .review-tools, td > .review-tools { display: inline-block; }
.review-tools button, .review-bar button, .review-dialog button { font: 400 0.75rem/1.5 var(--hei, sans-serif); padding: 0 0.5em; margin: 0 0.1em; border: 1px solid currentColor; border-radius: 2px; background: var(--paper, #fff); color: var(--ink, #000); cursor: pointer; min-height: 1.6rem; }
.review-bar { position: sticky; bottom: 0; z-index: 5; display: flex; flex-wrap: wrap; gap: 0.4rem 0.8rem; align-items: center; padding: 0.5rem 1rem; border-top: 1px solid var(--rule, #999); background: var(--paper, #fff); color: var(--ink, #000); font: 400 0.8125rem/1.5 var(--hei, sans-serif); }
.review-bar p { margin: 0; flex: 1 1 12rem; }
.review-bar p.error { color: var(--cinnabar, #a3231b); font-weight: 600; }
.review-bar input, .review-bar select { font: inherit; max-width: 14rem; }
.review-dialog { width: min(30rem, 90vw); border: 1px solid var(--rule, #999); background: var(--paper, #fff); color: var(--ink, #000); }
.review-dialog textarea { width: 100%; min-height: 6rem; font: inherit; box-sizing: border-box; }
@media (hover: none) { .review-tools { display: inline-block; } }
@media print { .review-bar, .review-tools { display: none !important; } }
`;
