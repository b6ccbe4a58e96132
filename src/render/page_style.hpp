#pragma once

#include <string_view>

namespace ipt::render {

/// The stylesheet of a page. Its colours are named: each of `--ink`, `--soft`, `--accent` and
/// `--alert` is a text that may stand on any of the papers, by 4.5 to 1 at least (WCAG AA), which
/// a test works out. Paper is white in print whatever the screen is.
inline constexpr std::string_view page_style = R"css(:root {
  --paper: #ffffff;
  --band: #f4f6f8;
  --band-deep: #e7ebf0;
  --alert-paper: #fdf0ee;
  --ink: #1d2530;
  --soft: #525c6a;
  --accent: #1d5878;
  --alert: #971b1b;
  --rule: #d3d9e0;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d;
    --band: #1d232a;
    --band-deep: #28303a;
    --alert-paper: #3a1d1c;
    --ink: #e5e9ee;
    --soft: #adb6c2;
    --accent: #8fc6e2;
    --alert: #ffb0a8;
    --rule: #3b4551;
  }
}
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  padding: 2rem 1.25rem 3rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
}
header, main { max-width: 56rem; margin: 0 auto; }
header { padding-bottom: 0.75rem; border-bottom: 2px solid var(--accent); }
h1, h2, h3 { line-height: 1.3; font-weight: 600; }
h1 { margin: 0; font-size: 1.5rem; letter-spacing: 0.02em; }
h2, article h3 {
  margin: 2.25rem 0 0.6rem;
  font-size: 0.875rem;
  letter-spacing: 0.08em;
  color: var(--accent);
}
article { margin-top: 2.5rem; padding-top: 0.25rem; border-top: 2px solid var(--rule); }
article h2 { margin: 1rem 0 0; font-size: 1.25rem; letter-spacing: 0.02em; color: var(--ink); }
p { margin: 0.6rem 0; max-width: 46rem; overflow-wrap: anywhere; }
.day { margin: 0.15rem 0 0; color: var(--soft); }
.lead { font-size: 1.125rem; }
.aside { color: var(--soft); font-size: 0.9375rem; }
.alert {
  padding: 0.6rem 0.9rem;
  border-left: 4px solid var(--alert);
  background: var(--alert-paper);
  color: var(--alert);
}
dl { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0.3rem 1rem; margin: 0.6rem 0; }
dt { color: var(--soft); overflow-wrap: anywhere; }
dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 0.875em; }
code { padding: 0.1em 0.35em; border-radius: 3px; background: var(--band); overflow-wrap: anywhere; }
pre { padding: 0.75rem 1rem; background: var(--band); white-space: pre-wrap; overflow-wrap: anywhere; }
.scroll { position: relative; margin: 0.6rem 0; overflow-x: auto; }
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
table { border-collapse: collapse; font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 1.1rem 0.3rem 0; text-align: left; vertical-align: top; font-weight: normal; }
thead th, thead td { color: var(--soft); border-bottom: 1px solid var(--rule); white-space: nowrap; }
tbody tr + tr:not(.beneath, .within) > * { border-top: 1px solid var(--rule); }
th[scope=row] { font-weight: 600; }
.n { text-align: right; }
tr > :not(:last-child) { white-space: nowrap; }
td:last-child:not(.n) { min-width: 10rem; }
.beneath td { padding-top: 0; }
.within td { padding: 0 0 0.6rem 1rem; }
.within ul { margin: 0; padding: 0; list-style: none; }
.within li { margin: 0.2rem 0; }
.within span:first-child { font-weight: 600; }
.within span + span { margin-left: 0.6em; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.spark { color: var(--accent); white-space: nowrap; }
figure { margin: 0.6rem 0; }
figcaption { color: var(--soft); font-size: 0.9375rem; }
svg { display: block; width: 100%; min-width: 34rem; max-width: 52rem; height: auto; }
svg text { fill: var(--ink); font-size: 12px; font-family: inherit; }
svg .quiet { fill: var(--soft); }
svg .band { fill: var(--band); }
svg .band-deep { fill: var(--band-deep); }
svg .total { stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; paint-order: stroke; }
svg .axis { stroke: var(--rule); fill: none; }
svg .line { stroke: var(--accent); stroke-width: 2; fill: none; }
svg .point { fill: var(--accent); }
svg .cut-off { stroke: var(--ink); stroke-dasharray: 6 4; fill: none; }
svg .change { stroke: var(--soft); stroke-dasharray: 1 3; stroke-width: 1.5; fill: none; }
svg .distance { stroke: var(--soft); stroke-width: 1.5; fill: none; }
svg .span { stroke: var(--soft); fill: none; }
svg .event { fill: var(--accent); }
@media (max-width: 36rem) {
  body { padding: 1.25rem 1rem 2rem; }
  dl { display: block; }
  dt { margin-top: 0.5rem; font-size: 0.875rem; }
  th, td { padding-right: 0.75rem; }
  td:last-child:not(.n) { min-width: 8rem; }
  .within ul { position: sticky; left: 0; max-width: calc(100vw - 3rem); }
}
@page { margin: 16mm 15mm; }
@media print {
  html { font-size: 10pt; }
  body { padding: 0; }
  header, main { max-width: none; }
  h2, article h3 { margin-top: 1.5rem; break-after: avoid; }
  article { break-before: page; border-top: 0; }
  article:first-of-type { break-before: auto; }
  tbody tr:first-child, .within { break-before: avoid; }
  tr, dt, dd, figure, .alert { break-inside: avoid; }
  .scroll { overflow: visible; }
  svg { min-width: 0; max-width: 100%; }
  .alert { border: 1px solid var(--alert); border-left-width: 4px; }
}
)css";

}  // namespace ipt::render
