import type { Entry, Filed } from '#kernel/works/archives/filed.ts'
import { sizeOf } from '#kernel/works/archives/filed.ts'

/** What stands at the head of an exported archive. */
export type IndexFacts = {
  title: string
  unit: string
  year: number
  percent: number
  exported: string
  sealed: string | null
}

const STYLE = `body{font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222;background:#fff}
h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:1.6em 0 .3em;border-bottom:1px solid #ccc}p{margin:.3em 0}
ul{margin:.3em 0;padding-left:1.4em}.gap{color:#a32}.quiet{color:#666}a{color:#0b5d57}
@media print{a{color:inherit;text-decoration:none}}`

/** The page that an exported archive is opened by: everything in it with a link, and what was missing. */
export function indexPage(
  facts: IndexFacts,
  materials: readonly Filed[],
  names: ReadonlyMap<Entry, string>,
): string {
  const sealed = facts.sealed === null ? '尚未封存' : `封存于 ${facts.sealed}`
  return `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${plain(facts.title)} 档案</title><style>${STYLE}</style></head><body>
<h1>${plain(facts.title)} 档案</h1>
<p>${plain(facts.unit)} · ${facts.year} 年 · 完整度 ${facts.percent}% · ${sealed}</p>
<p class="quiet">导出于 ${plain(facts.exported)}。每件的校验值（SHA-256）见<a href="${link('目录.xlsx')}">目录.xlsx</a>。</p>
${materials.map((one) => section(one, names)).join('\n')}
</body></html>
`
}

function section({ material, percent, gaps, entries }: Filed, names: ReadonlyMap<Entry, string>): string {
  const items = entries.map((entry) => {
    const path = names.get(entry) ?? entry.name
    return `<li><a href="${link(path)}">${plain(path.split('/').at(-1) ?? path)}</a> <span class="quiet">${size(entry)}</span></li>`
  })
  const missing = gaps.map(({ words, who }) => `<li class="gap">缺：${plain(words)}（${plain(who)}）</li>`)
  return `<h2>${plain(material)} <span class="quiet">${percent}%</span></h2><ul>${[...items, ...missing].join('')}</ul>`
}

function size(entry: Entry): string {
  const n = sizeOf(entry)
  if (entry.kind === 'sheet') return `${n} 行`
  return n < 1024 ** 2 ? `${Math.max(1, Math.round(n / 1024))} KB` : `${(n / 1024 ** 2).toFixed(1)} MB`
}

function link(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

function plain(text: string): string {
  return text.replaceAll(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
}
