/**
 * The style sheet of every page, put into the page itself so that a single page that was saved or mailed still reads
 * well, and so that the content security policy can name it by its hash (`'self'` means nothing for a file).
 *
 * In the manner of a gazette: black on paper, rules instead of boxes, and cinnabar, the ink of collators, for what a
 * person must look at. Song typefaces for what documents say, sans for what we say about them. Fonts are those of
 * the reader's machine: nothing is fetched. Nothing is told by colour alone: kinds carry a letter, statuses a shape.
 */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --sheet: #f5f3ec; --ink: #1c1a17; --faint: #625c52; --rule: #d3cdc0; --strong: #3a352d;
  --link: #1f4a7a; --cinnabar: #a3231f; --cinnabar-wash: #f8e6e1; --ins-wash: #e2efe0; --ins: #1d5a2a;
  --slot-wash: #e8ebf5; --slot: #2c3f7c; --repair-wash: #fbeeb8;
  --song: "Source Han Serif SC", "Source Han Serif CN", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", STSong, SimSun, serif;
  --hei: "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif;
  --latin: "Iowan Old Style", "Source Serif 4", "Noto Serif", Georgia, "Times New Roman", serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #181715; --sheet: #211f1c; --ink: #e6e1d7; --faint: #a39c8f; --rule: #3d3933; --strong: #c9c2b4;
    --link: #9dbfe6; --cinnabar: #ef8d7f; --cinnabar-wash: #43231f; --ins-wash: #1f3524; --ins: #9fd3a8;
    --slot-wash: #262c42; --slot: #b3c0ee; --repair-wash: #453c17;
  }
}
* { box-sizing: border-box; }
html { font-size: 16px; -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font-family: var(--hei); font-size: 0.9375rem;
  line-height: 1.6; font-variant-numeric: tabular-nums lining-nums; line-break: strict; overflow-wrap: anywhere;
  text-autospace: normal;
}
a { color: var(--link); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.18em; text-decoration-color: color-mix(in srgb, currentColor 40%, transparent); }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--cinnabar); outline-offset: 2px; }
a, q, td, th, dd, li, p, h1, h2, h3, bdi, summary { unicode-bidi: isolate; }
:root:lang(en) .zh, :root:not(:lang(en)) .en { display: none; }
small[lang="en"], p[lang="en"] { font-family: var(--latin); font-style: italic; font-weight: 400; color: var(--faint); }
.languages { margin: 0; display: none; gap: 0; }
.scripted .languages { display: flex; }
button { font: inherit; color: var(--strong); background: var(--paper); border: 1px solid var(--rule); border-radius: 2px; padding: 0.1rem 0.55rem; cursor: pointer; }
button:hover { border-color: var(--strong); }
button[aria-pressed="true"] { background: var(--sheet); color: var(--ink); border-color: var(--strong); font-weight: 600; }
.languages button { font-size: 0.8125rem; }
.languages button + button { border-left: 0; }
code, .hash { font-family: ui-monospace, "SFMono-Regular", Consolas, "Liberation Mono", monospace; font-size: 0.85em; }
time, .day { white-space: nowrap; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--paper); padding: 0.3rem 0.6rem; z-index: 2; }
.sheet { max-width: 74rem; margin: 0 auto; padding: 0 1.5rem; }

.masthead { border-bottom: 3px double var(--cinnabar); margin-bottom: 1.5rem; }
.masthead .sheet { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1.75rem; padding-top: 1rem; padding-bottom: 0.6rem; }
.masthead .brand { font-family: var(--song); font-size: 1.5rem; font-weight: 700; letter-spacing: 0.25em; color: var(--cinnabar); text-decoration: none; }
.masthead .brand .en { letter-spacing: 0.02em; }
.masthead nav ul { display: flex; flex-wrap: wrap; gap: 0.1rem 1.25rem; list-style: none; margin: 0; padding: 0; }
.masthead nav a { text-decoration: none; color: var(--strong); padding: 0.15rem 0; }
.masthead nav a:hover, .masthead nav [aria-current="page"] { color: var(--ink); box-shadow: 0 2px 0 var(--cinnabar); }
.masthead .day { margin-left: auto; color: var(--faint); }
.colophon { border-top: 3px double var(--rule); margin-top: 3rem; padding: 0.8rem 0 2rem; color: var(--faint); font-size: 0.8125rem; }

h1, h2, h3 { font-family: var(--song); line-height: 1.4; text-wrap: balance; }
h1 { font-size: 1.625rem; margin: 0.5rem 0 0.25rem; }
h2 { font-size: 1.1875rem; margin: 2.25rem 0 0.6rem; padding-bottom: 0.2rem; border-bottom: 1px solid var(--strong); }
h3 { font-size: 1rem; margin: 1.4rem 0 0.4rem; }
.lead { color: var(--strong); margin: 0.25rem 0 1rem; max-width: 50rem; }
.quiet, .number { color: var(--faint); }
.number { font-size: 0.875rem; }
.song, .title { font-family: var(--song); }
.kicker { color: var(--faint); margin: 0; font-size: 0.875rem; }
.subtitle, .subtitle[lang] { font-family: var(--song); font-size: 1.0625rem; font-style: normal; margin: 0 0 0.5rem; }
.sub { margin: 0.6rem 0 0.2rem; color: var(--strong); }
h2 + .scroll > table, h2 + dl.record { border-top: 0; }
h2 + h3 { margin-top: 0.6rem; }

.scroll { overflow-x: auto; margin: 0.3rem 0 0.9rem; }
h2 + .scroll { margin-top: 0; }
.scroll:focus-visible { outline-offset: -2px; }
table { border-collapse: collapse; width: 100%; border-top: 2px solid var(--strong); border-bottom: 1px solid var(--strong); font-size: 0.875rem; }
caption { text-align: left; padding: 0 0 0.3rem; font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.9rem 0.35rem 0; border-bottom: 1px solid var(--rule); }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 600; border-bottom: 1px solid var(--strong); white-space: nowrap; vertical-align: bottom; }
tbody th { font-weight: 400; }
tbody th.group { font-family: var(--song); font-weight: 700; padding-top: 0.9rem; border-bottom-color: var(--strong); }
td.count, th.count { text-align: right; white-space: nowrap; padding-left: 0.9rem; padding-right: 1.4rem; width: 1%; }
@media (min-width: 60rem) { th.work { min-width: 22rem; } }
td q, dd q, li q, .reason q { font-family: var(--song); }
q { quotes: "“" "”" "‘" "’"; }
ul.plain, ol.plain { list-style: none; margin: 0; padding: 0; }
ul.plain > li, ol.plain > li { padding: 0.3rem 0; border-bottom: 1px solid var(--rule); }
ul.plain > li:last-child, ol.plain > li:last-child { border-bottom: 0; }

.figures { display: flex; flex-wrap: wrap; margin: 1rem 0 0; border-top: 2px solid var(--strong); border-bottom: 1px solid var(--strong); }
.figures > div { flex: 1 1 6.5rem; padding: 0.5rem 0.9rem; border-left: 1px solid var(--rule); }
.figures > div:first-child { border-left: 0; padding-left: 0; }
.figures dt { color: var(--strong); font-size: 0.8125rem; line-height: 1.35; }
.figures dd { margin: 0; font-family: var(--song); font-size: 1.375rem; line-height: 1.3; }
dl.record { display: grid; grid-template-columns: max-content minmax(0, 1fr) max-content minmax(0, 1fr); margin: 0; border-top: 2px solid var(--strong); border-bottom: 1px solid var(--strong); font-size: 0.875rem; }
dl.record > div { display: contents; }
dl.record dt, dl.record dd { padding: 0.3rem 0; border-bottom: 1px solid var(--rule); margin: 0; }
dl.record dt { color: var(--strong); padding-right: 1.1rem; }
dl.record dd { padding-right: 1.1rem; }
dl.record .wide dd { grid-column: 2 / -1; }
dl.record .wide dt { grid-column: 1; }

.status { white-space: nowrap; }
.status .mark { display: inline-block; width: 1.25em; text-align: center; }
.status.repealed, .status.lapsed, .status.suspended, .status.partially-in-force { color: var(--cinnabar); }
.status.unknown, .status.not-issued, .status.not-yet-in-force { color: var(--faint); }
.flag { color: var(--cinnabar); font-weight: 600; }
.flag::before { content: "▲ "; font-size: 0.75em; }
.verdict { border-left: 3px solid var(--cinnabar); padding: 0.1rem 0 0.1rem 0.9rem; margin: 1rem 0; }
.verdict p { margin: 0.15rem 0; }
.verdict .status { font-family: var(--song); font-size: 1.1875rem; font-weight: 700; }
.small { font-size: 0.8125rem; }
small, .small { color: var(--faint); }

.leaf { margin-top: 2.25rem; display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 2.5rem; align-items: start; }
.leaf > nav { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; font-size: 0.8125rem; line-height: 1.5; border-top: 2px solid var(--strong); padding-top: 0.5rem; }
.leaf > nav ol { list-style: none; margin: 0; padding: 0; }
.leaf > nav ol ol { padding-left: 0.9rem; border-left: 1px solid var(--rule); }
.leaf > nav a { text-decoration: none; color: var(--strong); display: block; padding: 0.1rem 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.leaf > nav a:hover { color: var(--link); text-decoration: underline; }
.leaf > nav .part > a { font-weight: 600; color: var(--ink); }
.leaf section:first-child > h2 { margin-top: 0; }
.text { max-width: 46rem; }
.text h3 { color: var(--faint); font-weight: 400; font-size: 0.8125rem; font-family: var(--hei); border-bottom: 1px dotted var(--rule); }
.text .p { position: relative; margin: 0.35em 0; padding-left: 3.4rem; font-family: var(--song); font-size: 1.0313rem; line-height: 1.8; text-align: justify; hanging-punctuation: allow-end; }
.text .p.unnumbered { text-indent: 2em; }
.text .p.heading { font-weight: 700; margin-top: 0.9em; text-align: left; }
.text .part.interpretation { border-top: 1px solid var(--strong); margin-top: 2rem; }
.text .part.interpretation .p { font-size: 0.9375rem; }
.text .p.header { text-indent: 0; text-align: center; padding-left: 3.4rem; padding-right: 3.4rem; font-weight: 600; }
.text .p.signature { text-indent: 0; text-align: right; }
.text .p.addressees { text-indent: 0; }
.text .p:target, tr:target > * { background: var(--repair-wash); }
.ln { position: absolute; left: 0; width: 2.6rem; text-align: right; text-indent: 0; font: 400 0.6875rem/2.7 var(--hei); color: var(--faint); text-decoration: none; user-select: none; font-variant-numeric: tabular-nums; }
.text cite { font-style: normal; }
mark.repair { background: var(--repair-wash); color: inherit; border-bottom: 1px dashed currentColor; }
sup.note { font: 400 0.6875rem/1 var(--hei); color: var(--strong); margin: 0 0.25em 0 0.15em; text-decoration: underline dotted; }

.slot { background: var(--slot-wash); color: var(--slot); padding: 0 0.2em; border-radius: 2px; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.slot .name { font: 400 0.75em/1 var(--hei); opacity: 0.85; margin-right: 0.3em; }
.slot .name::after { content: "："; }
ins { text-decoration: underline; text-decoration-thickness: 1.5px; text-underline-offset: 0.2em; background: var(--ins-wash); color: var(--ins); }
del { text-decoration: line-through; background: var(--cinnabar-wash); color: var(--cinnabar); }
.letter { display: inline-block; text-decoration: none; font: 600 0.6875rem/1.35 var(--hei); border: 1px solid currentColor; border-radius: 2px; padding: 0 0.2em; margin: 0 0.15em; vertical-align: 0.15em; text-indent: 0; color: var(--strong); }
.letter.kind-substantive { background: var(--cinnabar); border-color: var(--cinnabar); color: var(--paper); }
details { border-top: 1px solid var(--rule); padding: 0.4rem 0; }
li > details, td > details { border-top: 0; padding: 0.1rem 0 0; }
li > details > summary, td > details > summary { font-weight: 400; font-size: 0.8125rem; color: var(--strong); }
details > summary { cursor: pointer; font-weight: 600; width: fit-content; }
details[open] > summary { margin-bottom: 0.4rem; }
.contradiction { display: block; color: var(--cinnabar); font-weight: 600; }
.matrix th[scope="row"] { position: sticky; left: 0; background: var(--paper); min-width: 9rem; }
.matrix td { min-width: 11rem; font-family: var(--song); }
.picture { background: #fff; color: #000; overflow: auto; border: 1px solid var(--rule); padding: 0.75rem; max-height: 80vh; }
.picture svg { max-width: none; height: auto; }
.picture a:not([href]) { text-decoration: none; color: inherit; }

.controls { display: none; flex-wrap: wrap; gap: 0.5rem 1.1rem; align-items: end; margin: 0.8rem 0; padding: 0.7rem 0; border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); }
.scripted .controls { display: flex; }
.controls p { margin: 0; }
.field label { display: block; font-size: 0.8125rem; color: var(--strong); }
.field.wide { flex: 1 1 14rem; }
.field.check { display: flex; gap: 0.4rem; align-items: baseline; }
.field.check label { display: inline; }
.field button + button { margin-left: 0.5rem; }
.field input:not([type="checkbox"]), .field select { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--rule); border-radius: 2px; padding: 0.15rem 0.4rem; width: 100%; max-width: 18rem; }
.field.wide input:not([type="checkbox"]) { max-width: none; }
.controls .count { flex-basis: 100%; color: var(--strong); font-size: 0.875rem; }
button:disabled { color: var(--faint); cursor: default; border-color: var(--rule); }
th button.sort { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; text-align: left; }
th button.sort:hover { text-decoration: underline; }
th[aria-sort="ascending"] button.sort::after { content: " ▴"; }
th[aria-sort="descending"] button.sort::after { content: " ▾"; }
.finder { display: none; margin: 0; }
.scripted .finder { display: block; }
.finder input { font: inherit; font-size: 0.875rem; color: var(--ink); background: var(--sheet); border: 1px solid var(--rule); border-radius: 2px; padding: 0.1rem 0.4rem; width: 9rem; }
.finder ::placeholder { color: var(--faint); opacity: 1; }
.scripted .unscripted { display: none; }
.found > li { padding: 0.55rem 0; }
.found .clauses { margin: 0.2rem 0 0; padding-left: 1.1rem; font-family: var(--song); list-style: none; border-left: 2px solid var(--rule); }
.found .clauses a { color: var(--ink); text-decoration: none; display: block; padding: 0.1rem 0; }
.found .clauses a:hover { text-decoration: underline; }
mark { background: var(--repair-wash); color: inherit; border-bottom: 1px solid currentColor; }
.zoom { display: none; gap: 0.4rem; align-items: baseline; flex-wrap: wrap; margin: 0.5rem 0; }
.scripted .zoom { display: flex; }
.scripted .picture { cursor: grab; touch-action: pan-x pan-y; }
.picture.dragged { cursor: grabbing; user-select: none; }
.picture a { cursor: pointer; }
.pager { display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; align-items: baseline; font-size: 0.875rem; margin: 0.5rem 0; }
.pager ol { display: flex; flex-wrap: wrap; list-style: none; gap: 0.2rem 0.8rem; margin: 0; padding: 0; }
.pager .range { margin: 0; color: var(--strong); }
.pager [aria-current="page"] { color: var(--ink); font-weight: 600; text-decoration: none; }
.audit td { font-variant-numeric: tabular-nums lining-nums; }
@media (min-width: 60rem) { table.audit th.work { min-width: 20rem; } table.audit td[data-cell="reason"] { min-width: 16rem; } table.audit td[data-cell="label"] { min-width: 5rem; } }

@media (max-width: 60rem) {
  .leaf { display: block; }
  .leaf > nav { position: static; max-height: 40vh; margin-bottom: 1rem; border-bottom: 1px solid var(--rule); }
}
@media (max-width: 40rem) {
  html { font-size: 15px; }
  .sheet { padding: 0 1rem; }
  h1 { font-size: 1.375rem; }
  .masthead .day { margin-left: 0; }
  .masthead .sheet { column-gap: 1rem; }
  .finder input { width: 6rem; }
  dl.record { grid-template-columns: max-content minmax(0, 1fr); }
  .text .p { padding-left: 2.2rem; }
  .text .p.header { padding-right: 0; padding-left: 2.2rem; }
  .ln { width: 1.8rem; }
  .stack, .stack tbody, .stack tr, .stack td, .stack tbody th { display: block; }
  .stack thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
  .stack tr { border-bottom: 1px solid var(--rule); padding: 0.4rem 0; }
  .stack td, .stack tbody th { border: 0; padding: 0.1rem 0; }
  .stack td[data-name]::before { content: attr(data-name) " "; color: var(--faint); font-size: 0.8125rem; }
  :root:lang(en) .stack td[data-name]::before { content: attr(data-name-en) " "; }
  .stack td.count { display: inline-block; width: auto; text-align: left; padding-right: 1.2rem; }
  .stack td:empty { display: none; }
}
.toolbar { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 1.4rem; margin: 1rem 0 0; padding: 0.45rem 0; background: var(--paper); border-top: 2px solid var(--strong); border-bottom: 1px solid var(--strong); font-size: 0.8125rem; }
.toolbar .choice { display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; }
.toolbar label { display: inline-flex; align-items: center; gap: 0.25rem; white-space: nowrap; cursor: pointer; }
.toolbar input { margin: 0; accent-color: var(--strong); }
.hidden-count { color: var(--faint); }
.toolbar input:checked ~ .hidden-count { display: none; }
.keys-hint { display: none; margin-left: auto; color: var(--faint); }
.scripted .keys-hint { display: inline; }
.collation { margin-right: 1.4rem; }
.collation .heads, .collation .row { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.6rem; border-bottom: 1px solid var(--rule); }
.collation .heads { font-size: 0.8125rem; font-weight: 600; padding: 0.35rem 0; border-bottom-color: var(--strong); }
.row { padding: 0.3rem 0; scroll-margin-top: 4rem; }
.row .where { font-size: 0.8125rem; line-height: 1.5; padding-top: 0.2rem; }
.row .where a, .row .where .relation { display: block; }
.row .permalink { color: var(--strong); text-decoration: none; }
.row .permalink:hover { text-decoration: underline; }
.row .permalink b { font-weight: 600; }
.row .relation { color: var(--cinnabar); }
.row .side p { position: relative; margin: 0.15rem 0; padding-left: 2.6rem; font-family: var(--song); font-size: 0.9688rem; line-height: 1.75; text-align: justify; }
.row .side .ln { width: 2rem; line-height: 2.5; }
.row.current, .row:target { background: var(--sheet); box-shadow: -0.8rem 0 0 var(--sheet), 0.4rem 0 0 var(--sheet); }
.difference { scroll-margin-top: 6rem; }
.difference.current, .difference:target { outline: 2px solid var(--cinnabar); outline-offset: 1px; background: none; }
.difference.kind-editorial ins, .difference.kind-layout ins, del.kind-editorial, del.kind-layout { background: none; color: var(--faint); text-decoration-style: dotted; }
.decision { font: 400 0.75rem/1.4 var(--hei); color: var(--strong); border: 1px solid var(--rule); border-radius: 2px; padding: 0 0.3em; margin-left: 0.3em; }
.standing { display: block; color: var(--strong); }
.standing.disputed { color: var(--cinnabar); font-weight: 600; }
.decision.accept::before { content: "✓ "; }
.decision.reject::before { content: "✗ "; }
.decision.note::before { content: "✎ "; }
del.was { display: none; }
.difference .difference > .note { display: none; }
main:has(#view-inline:checked) .row .a, main:has(#view-inline:checked) .heads > :nth-child(2) { display: none; }
main:has(#view-inline:checked) .heads, main:has(#view-inline:checked) .row { grid-template-columns: 7.5rem minmax(0, 1fr); }
main:has(#view-inline:checked) del.was { display: inline; }
main:has(#view-inline:checked) .row .side { max-width: 46rem; }
main:has(#show-same:not(:checked)) .row:is(.match, .plain-row) { display: none; }
main:has(#show-substantive:checked) .row.has-substantive, main:has(#show-slot:checked) .row.has-slot, main:has(#show-editorial:checked) .row.has-editorial, main:has(#show-layout:checked) .row.has-layout { display: grid; }
main:has(#show-substantive:not(:checked)) .kind-substantive:is(ins, del), main:has(#show-substantive:not(:checked)) .kind-substantive > :is(ins, .slot),
main:has(#show-slot:not(:checked)) .kind-slot > :is(ins, .slot),
main:has(#show-editorial:not(:checked)) .kind-editorial:is(ins, del), main:has(#show-editorial:not(:checked)) .kind-editorial > ins,
main:has(#show-layout:not(:checked)) .kind-layout:is(ins, del), main:has(#show-layout:not(:checked)) .kind-layout > ins { background: none; color: inherit; text-decoration: none; padding: 0; }
main:has(#show-substantive:not(:checked)) .difference.kind-substantive > :is(.note, .was, .letter), main:has(#show-slot:not(:checked)) .difference.kind-slot > :is(.note, .was), main:has(#show-slot:not(:checked)) .difference.kind-slot .name,
main:has(#show-editorial:not(:checked)) .difference.kind-editorial > :is(.note, .was, .letter), main:has(#show-layout:not(:checked)) .difference.kind-layout > :is(.note, .was, .letter) { display: none; }
.change-map { position: fixed; right: 0; top: 4.5rem; bottom: 0.5rem; width: 0.9rem; }
.change-map svg { width: 100%; height: 100%; display: block; background: var(--sheet); }
.change-map rect { fill: var(--faint); }
.change-map rect.kind-substantive { fill: var(--cinnabar); }
.change-map rect.kind-slot { fill: var(--slot); }
.filters { position: static; display: none; }
.scripted .filters { display: flex; }
select { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--rule); border-radius: 2px; padding: 0.05rem 0.2rem; max-width: 14rem; }
[hidden] { display: none !important; }
.clause-matrix td, .clause-matrix th { padding-top: 0.2rem; padding-bottom: 0.2rem; }
.clause-matrix td a { text-decoration: none; white-space: nowrap; }
td.dim { opacity: 0.45; }
.one-to-many .side p { position: relative; margin: 0.15rem 0; padding-left: 2.6rem; font-family: var(--song); font-size: 0.9688rem; line-height: 1.75; max-width: 50rem; }
.one-to-many .side .ln { width: 2rem; line-height: 2.5; }
.one-to-many .readings del.was { display: inline; }
.one-to-many h2 { font-size: 1rem; margin-top: 1.6rem; }
.readings { margin: 0.4rem 0 0; display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 1rem; font-size: 0.875rem; }
.readings dt, .readings dd { margin: 0; padding: 0.25rem 0; border-top: 1px solid var(--rule); }
svg.course { display: block; width: 100%; height: auto; margin: 0.6rem 0; overflow: visible; }
svg.course rect { fill: var(--sheet); stroke: var(--rule); stroke-width: 1; }
svg.course rect:is(.in-force, .amended) { fill: var(--ins-wash); stroke: var(--ins); }
svg.course rect:is(.repealed, .lapsed) { fill: var(--cinnabar-wash); stroke: var(--cinnabar); }
svg.course rect:is(.partially-in-force, .suspended) { fill: var(--repair-wash); stroke: var(--cinnabar); }
svg.course text { font: 13px var(--hei); fill: var(--ink); text-anchor: middle; }
svg.course text.day { fill: var(--faint); }
svg.course .today { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 3 2; }
pre.lines { margin: 0.3rem 0 0; padding: 0.3rem 0.6rem; background: var(--sheet); font: 0.8125rem/1.6 ui-monospace, "SFMono-Regular", Consolas, "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; }
pre.lines .n { color: var(--faint); user-select: none; }
.patch .hunk { border-left: 2px solid var(--rule); padding-left: 0.8rem; margin: 0.5rem 0; }
.patch p { margin: 0.15rem 0; font-family: var(--song); font-size: 0.9375rem; max-width: 46rem; }
dialog { border: 1px solid var(--strong); border-radius: 2px; background: var(--paper); color: var(--ink); padding: 1rem 1.5rem 1.2rem; }
dialog h2 { margin-top: 0; }
dialog dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1rem; margin: 0 0 1rem; }
dialog dd { margin: 0; }
kbd { font: 600 0.8125rem/1.4 ui-monospace, Consolas, monospace; border: 1px solid var(--rule); border-radius: 3px; padding: 0 0.4em; }
@media (max-width: 44rem) {
  .collation .heads { display: none; }
  .collation .row, main:has(#view-inline:checked) .row { grid-template-columns: minmax(0, 1fr); }
  .row .side + .side { border-top: 1px dotted var(--rule); }
  .toolbar { position: static; }
  .change-map { display: none; }
  .collation { margin-right: 0; }
  .readings { grid-template-columns: minmax(0, 1fr); }
  .readings dd { border-top: 0; }
}
@media print {
  :root { --paper: #fff; --sheet: #fff; --ink: #000; --faint: #444; --rule: #999; --strong: #000; --link: #000; --cinnabar: #8c1a16; --cinnabar-wash: #fff; --ins-wash: #fff; --ins: #000; --slot-wash: #fff; --slot: #000; --repair-wash: #fff; }
  @page { size: A4; margin: 18mm 16mm; }
  body { font-size: 9.5pt; }
  .masthead nav, .languages, .finder, .toolbar, .change-map, .skip, .leaf > nav, .download, .scripted .controls, .scripted .zoom, .pager { display: none; }
  .leaf { display: block; }
  .sheet { max-width: none; padding: 0; }
  .scroll, .picture { overflow: visible; max-height: none; }
  .text { max-width: none; }
  .text .p { font-size: 10.5pt; orphans: 2; widows: 2; }
  .slot { outline: 0.5pt solid #000; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
