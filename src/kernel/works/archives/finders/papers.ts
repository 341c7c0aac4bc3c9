import { documentsOf } from '../../../case/documents/standard.ts'
import { issuedOfCase } from '../../../message/circulars/of-case.ts'
import type { Work } from '../../../call.ts'
import type { Subject } from '../subject.ts'
import type { FileOnHand } from './files.ts'

/** The letters that were issued for a round, by the material that each fills; corrected ones stay beside the new. */
export async function issuedPapers(work: Work, subject: Subject): Promise<FileOnHand[]> {
  if (subject.kind !== 'case') return []
  const letters = await issuedOfCase(work, { roundId: subject.round.id, caseId: null })
  return letters.flatMap(({ material, number, title, fileId, sha256, bytes }) =>
    material === null
      ? []
      : [{ material, title: `${number} ${title}`, name: 'letter.docx', fileId, sha256, bytes }],
  )
}

/** What is missing where a material is filled by a letter of the round that has not been issued. */
export function notIssued(subject: Subject, material: string): string | undefined {
  if (subject.kind !== 'case') return undefined
  const letter = documentsOf(subject.round.definition).find(([, one]) => one.material === material)?.[1]
  return letter === undefined
    ? undefined
    : `还没有印发“${letter.title}”，可在批次的“文书”里起草、印发，或放入已有的文件`
}
