import type { Pool } from 'pg'
import { hashOf, type Printed } from './certificates.ts'

type Row = {
  number: string
  name: string
  code: string
  caseName: string
  title: string
  issuer: string
  printed: Printed
  sha256: Buffer
  told: boolean
}

/**
 * Certificates that are not as they were given out: their words do not fit the hash kept with them, what everybody is
 * shown of them does not fit their words, or nobody noted that they were given out. Reads as the administrator.
 */
export async function brokenCertificates(admin: Pool, region: number): Promise<string[]> {
  const { rows } = await admin.query<Row>(
    `select x.number, x.name, x.code, c.name as "caseName", x.title, x.issuer, x.printed, x.sha256,
       exists (select from audit_log a where a.region_id = x.region_id and a.action = 'certificate.issue'
         and a.subject_id = x.case_id::text and a.details ->> 'number' = x.number) as told
     from case_certificate x join case_record c on c.region_id = x.region_id and c.id = x.case_id
     where x.region_id = $1 order by x.number, x.issued_at`,
    [region],
  )
  return rows.flatMap((row) => {
    const because = whatIsWrong(row)
    return because === null ? [] : [`证书 ${row.number} ${row.name}（${row.code}）：${because}`]
  })
}

function whatIsWrong({ printed, sha256, told, ...row }: Row): string | null {
  if (!hashOf(printed).equals(sha256)) return '内容与制发时的摘要不符，被改动过'
  const { number, title, issuer } = printed
  const shown = row.number === number && row.title === title && row.issuer === issuer
  if (!shown || row.name !== row.caseName) return '查验页上的内容与证书不符，被改动过'
  return told ? null : '审计日志里没有制发记录'
}
