/** The style of a report: system fonts, light and dark by the reader's choice, and paper. */
export const PAGE_STYLE = `
:root{--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--paper:#fff;--panel:#f6f8fa;--accent:#0b57a4;--good:#0f6b35;--bad:#a6192e;--warn:#7a4d00;--goodbg:#dff3e4;--badbg:#fde3e6;--warnbg:#fdf0d5;--bar:#5b87b8}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa6b2;--line:#3a424c;--paper:#0f141a;--panel:#171d25;--accent:#79b8ff;--good:#6fd08c;--bad:#ff9aa5;--warn:#f0c674;--goodbg:#12301d;--badbg:#3d161c;--warnbg:#33270c;--bar:#5f93cc}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
h3{font-size:1rem;margin:1rem 0 .25rem}
p{margin:.25rem 0}
ul{margin:.5rem 0;padding-left:1.25rem}
li,td,th{overflow-wrap:anywhere}
.soft{color:var(--soft);font-size:.9rem}
.headline{font-size:1.15rem;font-weight:600;margin:.75rem 0;padding:.6rem .9rem;border-left:.35rem solid var(--line);background:var(--panel)}
.headline.good{border-color:var(--good)}.headline.bad{border-color:var(--bad)}.headline.warn{border-color:var(--warn)}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
thead th{color:var(--soft);font-weight:600;font-size:.85rem}
svg{display:block;width:100%;max-width:45rem;height:auto;margin:.5rem 0}
svg text{fill:var(--ink);font:13px system-ui,sans-serif}
svg .soft-text{fill:var(--soft)}
svg .axis{stroke:var(--soft);stroke-width:1}
svg .band{fill:var(--line);opacity:.55}
svg .mark{fill:var(--bar)}
svg .range{stroke:var(--ink);stroke-width:2}
svg .dot{fill:var(--accent)}
svg .good-fill{fill:var(--good)}svg .bad-fill{fill:var(--bad)}
.filters{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;padding:.75rem;background:var(--panel);border:1px solid var(--line);border-radius:.4rem;position:sticky;top:0;z-index:1}
.filters label{display:grid;gap:.15rem;font-size:.85rem;color:var(--soft)}
.filters input,.filters select,.filters button{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--soft);border-radius:.3rem;padding:.3rem .5rem;min-height:2.25rem;max-width:100%}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
details.case{border:1px solid var(--line);border-radius:.4rem;margin:.5rem 0}
details.case>summary{padding:.5rem .75rem;cursor:pointer;display:flex;flex-wrap:wrap;gap:.25rem .6rem;align-items:baseline}
details.case>summary::before{content:"▸";color:var(--soft)}
details.case[open]>summary::before{content:"▾"}
details.case>div{padding:0 .75rem .75rem}
.id{font-weight:600;overflow-wrap:anywhere}
.tag{font-size:.8rem;padding:.05rem .45rem;border:1px solid var(--line);border-radius:1rem;color:var(--soft)}
.pass{background:var(--goodbg);color:var(--good)}.fail{background:var(--badbg);color:var(--bad)}.infra,.invalid{background:var(--warnbg);color:var(--warn)}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:.75rem}
.side{border:1px solid var(--line);border-radius:.3rem;padding:.5rem .75rem;min-width:0}
.user{font-weight:600;white-space:pre-wrap;overflow-wrap:anywhere;margin:.75rem 0 .35rem;padding-left:.75rem;border-left:.2rem solid var(--accent)}
.answer{white-space:pre-wrap;overflow-wrap:anywhere}
ins,del{text-decoration:none;border-radius:.15rem;padding:0 .1rem}
ins{background:var(--goodbg);color:var(--good);border-bottom:2px solid var(--good)}
del{background:var(--badbg);color:var(--bad);border-bottom:2px dotted var(--bad)}
.steps{font:.82rem/1.45 ui-monospace,monospace;color:var(--soft);margin:.4rem 0;padding-left:1rem;overflow-wrap:anywhere}
.faults{margin:.4rem 0;color:var(--bad)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:2}
[hidden]{display:none!important}
@media print{.filters,.skip{display:none}details.case{break-inside:avoid-page}details.case>div{display:block}body{font-size:11pt}:root{--ink:#000;--paper:#fff;--soft:#444;--panel:#fff}}
`.trim();
