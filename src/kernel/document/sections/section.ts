import type { Block, Paragraph, Text } from '../model.ts'

/** Heads and texts in order; texts that are empty are left out, and so are heads without any text. */
export function section(title: string, level: 1 | 2, ...content: (Text | Block | Block[])[]): Block[] {
  const blocks = content.flatMap((item) => (isText(item) ? paragraph(item) : item))
  return blocks.length === 0 ? [] : [{ kind: 'head', level, text: title }, ...blocks]
}

/** A paragraph, or nothing when the text is empty. */
export function paragraph(text: Text): Paragraph[] {
  return text.length === 0 ? [] : [{ kind: 'paragraph', text }]
}

/** Numbers the heads: 一、二、 on the first level, (一)(二) anew under each. */
export function numberHeads(blocks: Block[]): Block[] {
  const counts = { first: 0, second: 0 }
  return blocks.map((block) => {
    if (block.kind !== 'head') return block
    if (block.level === 1) {
      counts.first += 1
      counts.second = 0
      return { ...block, text: `${chineseOrdinal(counts.first)}、${block.text}` }
    }
    counts.second += 1
    return { ...block, text: `（${chineseOrdinal(counts.second)}）${block.text}` }
  })
}

/** Announces each table in a line of its own: 各片区研修情况见表2。 Tables are numbered in their order. */
export function referTables(blocks: Block[]): Block[] {
  let tables = 0
  return blocks.flatMap((block): Block[] => {
    if (block.kind !== 'table') return [block]
    tables += 1
    return [...paragraph([{ text: `${block.caption}见表${tables}。` }]), block]
  })
}

/** 1 to 99 in Chinese: 一, 十, 十二, 二十, 二十三. */
export function chineseOrdinal(value: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[ones]}`
}

function isText(item: Text | Block | Block[]): item is Text {
  return Array.isArray(item) && item.every((part) => 'text' in part && !('kind' in part))
}
