import { Bookmark, Paragraph, TextRun } from 'docx'
import type { Run, Text } from '../model.ts'
import { styleIds } from './styles.ts'

/** Names the bookmarks of one document: the claim's id and a running number, since a claim may stand twice. */
export interface Marks {
  next(claimId: string): string
}

/** Fresh names for a document. */
export function newMarks(): Marks {
  let used = 0
  return {
    next: (claimId) => {
      used += 1
      return `${claimId}_${used}`
    },
  }
}

/** One line of plain text in a style. */
export function styled(style: string, text: string): Paragraph {
  return new Paragraph({ style, children: text === '' ? [] : [new TextRun(text)] })
}

/** A paragraph of running text. */
export function bodyParagraph(text: Text, marks: Marks): Paragraph {
  return new Paragraph({ style: styleIds.text, children: runs(text, marks) })
}

/** Runs, each number from the records within a bookmark. */
export function runs(text: Text, marks: Marks): (TextRun | Bookmark)[] {
  return text.map((run) => toRun(run, marks))
}

function toRun({ text, claim }: Run, marks: Marks): TextRun | Bookmark {
  const run = new TextRun(text)
  return claim ? new Bookmark({ id: marks.next(claim.id), children: [run] }) : run
}
