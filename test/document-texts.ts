import type { DocumentModel, Text } from '#kernel/document/model.ts'

/** All texts of a model in reading order, cells included. */
export function allTexts(model: DocumentModel): Text[] {
  return [...model.blocks, ...model.annexes].flatMap((block) => {
    if (block.kind === 'head') return [[{ text: block.text }]]
    if (block.kind === 'paragraph') return [block.text]
    return [...block.rows, ...(block.total ? [block.total] : [])].flat()
  })
}
