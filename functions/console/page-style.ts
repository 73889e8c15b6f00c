/** The console's style: system colours by the viewer's preference, one column on a phone. */
export const pageStyle = `
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --ink: #1b2430; --soft: #5b6675; --line: #dfe4ea; --accent: #0b62d6; --good: #0a7d45; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --back: #11161d; --card: #1a212b; --ink: #e8edf3; --soft: #9aa7b6; --line: #2c3643; --accent: #6cabff; --good: #5fd39a; --bad: #ff8b83; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 1180px; margin: 0 auto; padding: 16px; }
header { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: baseline; }
h1 { font-size: 22px; margin: 0; } h1 span { color: var(--accent); }
h2 { font-size: 15px; margin: 0 0 8px; }
nav { display: flex; flex-wrap: wrap; gap: 8px; margin-left: auto; align-items: baseline; }
a { color: var(--accent); } .soft { color: var(--soft); } [hidden] { display: none !important; }
button, input, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 6px 12px; }
button { cursor: pointer; } button:hover { border-color: var(--accent); } button.main { background: var(--accent); border-color: var(--accent); color: var(--card); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; min-width: 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 0 0 12px; }
.tiles dt { color: var(--soft); font-size: 13px; } .tiles dd { margin: 0; } .tiles .number { font-size: 28px; font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.2; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 12px; margin: 0 0 12px; }
.rows { display: grid; gap: 12px; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 5px 10px 5px 0; border-top: 1px solid var(--line); white-space: nowrap; } th { color: var(--soft); font-weight: 500; font-size: 13px; border: 0; }
td.soft { white-space: normal; } #follow-ups td:last-child { max-width: 30em; overflow: hidden; text-overflow: ellipsis; } .right { text-align: right; } .good { color: var(--good); } .bad { color: var(--bad); }
#notice { border-left: 4px solid var(--bad); margin: 0 0 12px; }
form { display: grid; gap: 10px; max-width: 460px; } form label { display: grid; gap: 4px; }
`;
