import type { Work } from '../../call.ts'
import { ruleOf, type MaterialRule } from './define.ts'
import { filed, type Filed, type Found } from './filed.ts'
import { caseVotes } from './finders/committee.ts'
import { byHand, drafted, entryOf, handFiles, type FileOnHand } from './finders/files.ts'
import type { Asked, Finder, OfProgramme, OfRound } from './finders/finder.ts'
import { issuedPapers, notIssued } from './finders/papers.ts'
import { attendance, roster } from './finders/people.ts'
import { accounts, questionnaires, stageWorks } from './finders/programme.ts'
import { caseDecisions, caseForms, caseNotices, caseRoster, caseScores } from './finders/round.ts'
import { programmes, teachers, unitAccounts } from './finders/unit.ts'
import { worksOfUnit, worksOnFile } from './finders/works.ts'
import type { Setting, Subject } from './subject.ts'

const OF_PROGRAMME: Partial<Record<MaterialRule['by'], Finder<OfProgramme>>> = {
  roster,
  attendance,
  'stage-works': stageWorks,
  questionnaires,
  accounts,
}
const OF_ROUND: Partial<Record<MaterialRule['by'], Finder<OfRound>>> = {
  'case-roster': caseRoster,
  'case-forms': caseForms,
  'case-scores': caseScores,
  'case-votes': caseVotes,
  'case-decisions': caseDecisions,
  'case-notices': caseNotices,
}
const OF_UNIT: Partial<Record<MaterialRule['by'], Finder>> = {
  teachers,
  programmes,
  'unit-works': worksOfUnit,
  'unit-accounts': unitAccounts,
}

/**
 * What an archive has of each material and what is missing.
 * @param whole also the things themselves, as for sealing and taking away; else their number only.
 */
export async function collect(
  work: Work,
  setting: Setting,
  subject: Subject,
  whole: boolean,
): Promise<Filed[]> {
  const files = [...(await handFiles(work, subject)), ...(await issuedPapers(work, subject))]
  const materials: Filed[] = []
  for (const material of subject.materials) {
    const asked = { work, subject, rule: ruleOf(setting.rules, material), whole }
    const own = files.filter((file) => file.material === material)
    materials.push(filed(material, withFiles(asked, await find(asked, material, own), own)))
  }
  return materials
}

function find(asked: Asked, material: string, files: readonly FileOnHand[]): Promise<Found> {
  const { rule, subject } = asked
  if (rule.by === 'works') return worksOnFile(asked, rule.kinds)
  if (rule.by === 'document') return drafted(asked, rule.kind)
  const ofProgramme = OF_PROGRAMME[rule.by]
  if (ofProgramme !== undefined && subject.kind === 'programme') return ofProgramme({ ...asked, subject })
  const ofRound = OF_ROUND[rule.by]
  if (ofRound !== undefined && subject.kind === 'case') return ofRound({ ...asked, subject })
  return OF_UNIT[rule.by]?.(asked) ?? Promise.resolve(byHand(asked, files, notIssued(subject, material)))
}

/** What a scan can stand for: a paper that has no records behind it. Rosters, attendance and money are the records. */
const SCANNED: ReadonlySet<MaterialRule['by']> = new Set(['works', 'document', 'questionnaires', 'hand'])

function withFiles({ rule, whole }: Asked, found: Found, files: readonly FileOnHand[]): Found {
  if (files.length === 0) return found
  const entries = whole ? [...found.entries, ...files.map(entryOf)] : []
  return SCANNED.has(rule.by)
    ? { have: found.need, need: found.need, gaps: [], entries }
    : { ...found, entries }
}
