import { paperFile, type IssuedPaper } from '#contract/case-document.ts'
import { address } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'
import { Section } from '../../ui/page.tsx'
import { Status } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { Whose } from './documents.tsx'
import type { PaperData } from './documents-page.tsx'

/** The letters that were issued: each stays as it was, with the hash of its file. */
export function IssuedLetters({ of, data: { row } }: { of: Whose; data: PaperData }) {
  if (row.issued.length === 0) return null
  const file = (one: IssuedPaper, format: 'docx' | 'pdf') => (
    <a href={address(paperFile, { ...of, document: row.id, format }, { issued: one.id })} download>
      {format === 'pdf' ? 'PDF' : 'Word'}
    </a>
  )
  return (
    <Section title={t('已印发')}>
      <PlainTable
        label={t('已印发')}
        rows={row.issued}
        keyOf={(one) => one.id}
        empty=""
        columns={[
          {
            key: 'number',
            title: t('文号'),
            lead: true,
            render: (one) => <a href={`/circulars/${one.id}`}>{one.number}</a>,
          },
          { key: 'on', title: t('印发日期'), render: (one) => one.issuedOn },
          { key: 'by', title: t('经办人'), minor: true, render: (one) => one.issuedBy },
          {
            key: 'state',
            title: t('情况'),
            render: (one) =>
              one.replaced ? (
                <Status tone="calm">{t('已被更正')}</Status>
              ) : (
                <Status tone="good">{t('现行')}</Status>
              ),
          },
          {
            key: 'sha',
            title: t('文件校验值'),
            minor: true,
            render: (one) => <code title={one.sha256}>{one.sha256.slice(0, 12)}</code>,
          },
          {
            key: 'files',
            title: t('下载'),
            render: (one) => (
              <>
                {file(one, 'docx')} · {file(one, 'pdf')}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
