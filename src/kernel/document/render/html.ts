import { annexTitle, type Block, type DocumentModel, type Run, type Table, type Text } from '../model.ts'
import { inChinese } from '#lib/dates.ts'
import type { Language } from './gb9704.ts'
import { inLanguage } from './language.ts'
import { languageTag } from './styles.ts'

/**
 * The document as an HTML fragment for preview: `<article class="official-document">`. Every number from the records
 * is `<a class="claim" data-ref='{"how":…,"refs":[…]}'>`, for the page to open its records.
 */
export function renderHtml(model: DocumentModel, language: Language = 'zh-Hans'): string {
  const shown = inLanguage(model, language)
  const counter = { tables: 0 }
  const parts = [
    `<h1>${escape(shown.title)}</h1>`,
    ...(shown.number === undefined ? [] : [`<p class="document-number">${escape(shown.number)}</p>`]),
    ...(shown.to === undefined ? [] : [`<p class="document-to">${escape(shown.to)}</p>`]),
    ...shown.blocks.map((block) => blockHtml(block, counter)),
    ...annexNames(shown.annexes),
    `<p class="signature"><span>${escape(shown.issuer)}</span><time datetime="${escape(shown.issued)}">${inChinese(shown.issued)}</time></p>`,
    ...shown.annexes.map((table, index) =>
      annexHtml(table, shown.annexes.length > 1 ? String(index + 1) : ''),
    ),
  ]
  return `<article class="official-document" lang="${languageTag(language)}">${parts.join('')}</article>`
}

function blockHtml(block: Block, counter: { tables: number }): string {
  if (block.kind === 'head') return `<h${block.level + 1}>${escape(block.text)}</h${block.level + 1}>`
  if (block.kind === 'paragraph') return `<p>${textHtml(block.text)}</p>`
  counter.tables += 1
  return tableHtml(block, `表${counter.tables}　${block.caption}`)
}

function tableHtml(table: Table, caption: string): string {
  const head = table.columns.map((column) => `<th scope="col">${escape(column.title)}</th>`).join('')
  const rows = [...table.rows, ...(table.total ? [table.total] : [])].map(
    (row) => `<tr>${row.map(cellHtml).join('')}</tr>`,
  )
  const note = table.note === '' ? '' : `<p class="note">注：${escape(table.note)}</p>`
  return `<table><caption>${escape(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>${note}`
}

function cellHtml(cell: Text, index: number): string {
  if (index === 0) return `<th scope="row">${textHtml(cell)}</th>`
  return `<td${cell.some((run) => run.claim ?? run.opens) ? ' class="number"' : ''}>${textHtml(cell)}</td>`
}

function annexNames(annexes: Table[]): string[] {
  if (annexes.length === 0) return []
  const names = annexes.map(
    (table, index) => `${annexes.length > 1 ? `${index + 1}.` : ''}${escape(annexTitle(table))}`,
  )
  return [`<p>附件：${names.join('　')}</p>`]
}

function annexHtml(table: Table, number: string): string {
  return `<section class="annex"><h2>附件${number}</h2>${tableHtml(table, annexTitle(table))}</section>`
}

function textHtml(text: Text): string {
  return text.map(runHtml).join('')
}

function runHtml({ text, claim, opens }: Run): string {
  if (opens !== undefined) return `<a class="claim" href="${escape(opens)}">${escape(text)}</a>`
  if (!claim) return escape(text)
  const ref = escape(JSON.stringify({ how: claim.how, refs: claim.refs }))
  return `<a class="claim" href="#${claim.id}" data-ref="${ref}">${escape(text)}</a>`
}

/** A text as HTML shows it. */
export function escape(text: string): string {
  const signs: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}
