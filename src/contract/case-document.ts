import * as z from 'zod'
import { action, day, id, instant, requestKey } from './common.ts'
import { officers, route, signedIn } from './route.ts'

export const paperKinds = ['circular', 'roster', 'certificate'] as const
/** What kinds of documents rounds and cases have, as people call them. */
export const PAPER_KINDS: Readonly<Record<(typeof paperKinds)[number], string>> = {
  circular: '公文',
  roster: '名册、纪要',
  certificate: '证书',
}

const subject = { whose: z.enum(['round', 'case']), id }
const one = { ...subject, document: z.string().max(40) }

/** A letter as it was issued. */
export const issuedPaper = z.object({
  id,
  number: z.string(),
  issuedOn: day,
  issuedBy: z.string(),
  publicUntil: day.nullable(),
  /** SHA-256 of the file, in hexadecimal. */
  sha256: z.string(),
  /** Another one has been issued in its place. */
  replaced: z.boolean(),
})
export type IssuedPaper = z.output<typeof issuedPaper>

export const paperRow = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(paperKinds),
  /** Why it can't be drafted, in words; null where it can. */
  whyNot: z.string().nullable(),
  /** The newest first. */
  issued: z.array(issuedPaper),
  /** Whether the newest one reads otherwise than the records now do. */
  changed: z.boolean(),
  /** Of certificates: how many are due, and how many of them were given out as the records now are. */
  certificates: z.object({ due: z.int(), given: z.int(), replaced: z.int() }).nullable(),
})
export type PaperRow = z.output<typeof paperRow>

export const papers = route({
  method: 'GET',
  path: '/api/case-documents/:whose/:id',
  roles: signedIn,
  summary: '批次或事项的文书：能起草什么，已印发什么',
  params: z.object(subject),
  reply: z.object({ title: z.string(), system: z.string(), year: z.int(), rows: z.array(paperRow) }),
})

export const paperPage = route({
  method: 'GET',
  path: '/api/case-documents/:whose/:id/:document',
  roles: signedIn,
  summary: '一份文书按现在的记录起草的样子；每个数字带出处',
  params: z.object(one),
  reply: z.object({
    row: paperRow,
    subject: z.object({ title: z.string(), system: z.string(), year: z.int() }),
    /** Null where it can't be drafted. */
    html: z.string().nullable(),
    /** What it would say otherwise than the newest one that was issued. */
    differences: z.object({ gone: z.array(z.string()), added: z.array(z.string()) }),
    /** Certificates that were given out, as the caller sees them. */
    certificates: z.array(
      z.object({
        id,
        case: id,
        name: z.string(),
        number: z.string(),
        code: z.string(),
        at: instant,
        standing: z.enum(['valid', 'replaced', 'revoked']),
      }),
    ),
    /** Words under which letters got their numbers before. */
    series: z.array(z.string()),
    actions: z.array(action),
  }),
})

export const paperFile = route({
  method: 'GET',
  path: '/api/case-documents/:whose/:id/:document/:format',
  roles: signedIn,
  summary: '下载文书：起草的，或已印发的',
  params: z.object({ ...one, format: z.enum(['docx', 'pdf']) }),
  /** The letter that was issued, or one certificate; left out, the draft, or all certificates. */
  query: z.object({ issued: id.optional() }),
})

export const issuePaper = route({
  method: 'POST',
  path: '/api/case-documents/:whose/:id/:document',
  roles: officers,
  summary: '印发公文，取得文号；或制发证书',
  params: z.object(one),
  body: z.object({
    key: requestKey,
    /** 机关代字; certificates have numbers of their own. */
    series: z.string().trim().max(20).default(''),
    publicUntil: day.nullable().default(null),
    /** Whether those whom it concerns are sent a notice with it. */
    send: z.boolean().default(false),
  }),
  reply: z.object({
    circular: z.uuid().nullable(),
    number: z.string().nullable(),
    certificates: z.int(),
    told: z.int(),
  }),
})
export type NewPaper = z.output<NonNullable<(typeof issuePaper)['body']>>

export const certificateStandings = ['valid', 'replaced', 'revoked', 'expired'] as const
/** What anybody may see of a certificate by the code on it: the name masked. */
export const publicCertificate = route({
  method: 'GET',
  path: '/api/public/certificates/:code',
  roles: 'anyone',
  summary: '查验证书：真伪和是否有效',
  params: z.object({ code: z.string().max(40) }),
  reply: z.object({
    region: z.string(),
    title: z.string(),
    name: z.string(),
    category: z.string().nullable(),
    number: z.string(),
    issuer: z.string(),
    issuedOn: day,
    until: day.nullable(),
    standing: z.enum(certificateStandings),
    revokedOn: day.nullable(),
  }),
})
