import * as z from 'zod'
import { formField } from './case-form.ts'
import { route, signedIn } from './route.ts'

export const offices = ['applicant', 'school', 'cluster', 'centre', 'bureau', 'upper'] as const
export const stageKinds = ['submit', 'check', 'exam', 'review', 'notice', 'decide', 'issue'] as const
export const caseStatuses = ['draft', 'open', 'returned', 'ended'] as const
export const endings = ['granted', 'refused', 'withdrawn', 'lapsed'] as const

export const stageManifest = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(stageKinds),
  kindWord: z.string(),
  offices: z.array(z.enum(offices)),
  officeWords: z.string(),
  /** Whether some cases go past it. */
  optional: z.boolean(),
  fields: z.array(z.string()),
  materials: z.array(z.string()),
  dimensions: z.array(z.object({ title: z.string(), points: z.number() })),
  /** 编号 that an issue gives out. */
  number: z.string().nullable(),
  /** Whether many may bear the same: the number of the document that names them all. */
  sharedNumber: z.boolean(),
  /** The letter that it takes the number of where none is typed: 命名决定. */
  letter: z.string().nullable(),
  /** What a decision may grant less of than was asked for: 认定学时. */
  amount: z.string().nullable(),
  /** The committee by whose vote it is passed or refused: 教师资格专家审查委员会. */
  committee: z.string().nullable(),
  /** Whether a mark is entered. */
  marked: z.boolean(),
})
export type StageManifest = z.infer<typeof stageManifest>

/** A definition as menus, forms, lists and diagrams need it. */
export const caseManifest = z.object({
  id: z.string(),
  title: z.string(),
  rev: z.int(),
  menu: z.string(),
  about: z.string(),
  basis: z.string(),
  subject: z.enum(['teacher', 'school', 'anyone']),
  form: z.array(formField),
  materials: z.array(z.object({ id: z.string(), title: z.string(), optional: z.boolean() })),
  /** What the field is called that says what a case is about; null where the applicant's name does. */
  heading: z.string().nullable(),
  category: z.object({ title: z.string(), words: z.array(z.string()) }),
  rounds: z.object({ floor: z.string().nullable() }).nullable(),
  stages: z.array(stageManifest),
  endings: z.record(z.enum(endings), z.string()),
  archive: z.array(z.string()),
})
export type CaseManifest = z.infer<typeof caseManifest>

export const caseSystems = route({
  method: 'GET',
  path: '/api/case-systems',
  roles: signedIn,
  summary: '事项体系：表单、环节、材料和结局',
  reply: z.object({ systems: z.array(caseManifest) }),
})

export const systemParams = z.object({ system: z.string().max(40) })
