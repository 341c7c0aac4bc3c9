import type { Printed } from './certificates.ts'
import { inChinese } from '#kernel/document/define.ts'
import { escape } from '#kernel/document/render/html.ts'

/** A certificate as it will be printed, for preview: `<article class="certificate-sheet">`. */
export function certificateHtml({ title, salutation, text, fields, number, issuer, day }: Printed): string {
  const facts = fields.map((one) => `<div><dt>${escape(one.title)}</dt><dd>${escape(one.value)}</dd></div>`)
  return [
    '<article class="certificate-sheet">',
    `<h1>${escape(title)}</h1>`,
    salutation === undefined ? '' : `<p class="salutation">${escape(salutation)}</p>`,
    ...text.map((words) => `<p>${escape(words)}</p>`),
    facts.length === 0 ? '' : `<dl>${facts.join('')}</dl>`,
    `<p class="certificate-foot"><span>证书编号：${escape(number)}</span><span>${escape(issuer)}<br>${inChinese(day)}</span></p>`,
    '</article>',
  ].join('')
}
