import { PAPER_KINDS, papers, type PaperRow } from '#contract/case-document.ts'
import { Answer } from '../../lib/answer.tsx'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Section } from '../../ui/page.tsx'
import { Status } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import './documents.css'

export type Whose = { whose: 'round' | 'case'; id: string }

/** Where one document is drafted, read and issued. */
export function documentPath({ whose, id }: Whose, document: string): string {
  return `/case-documents/${whose}/${id}/${document}`
}

/** 文书 of a case: what can be drafted, what was issued, and why what is not there is not there. */
export function CaseDocuments(of: Whose) {
  return (
    <Section title={t('文书')}>
      <PaperTable {...of} />
    </Section>
  )
}

/** The same as a table alone: for a round. */
export function PaperTable({ whose, id }: Whose) {
  const asked = useCall(papers, { params: { whose, id } })
  return (
    <Answer asked={asked}>
      {({ rows, title }) => (
        <PlainTable
          label={t('{title}的文书', { title })}
          rows={rows}
          keyOf={(row) => row.id}
          empty={t('这个体系没有文书。')}
          columns={[
            {
              key: 'title',
              title: t('文书'),
              lead: true,
              render: (row) => <a href={documentPath({ whose, id }, row.id)}>{t(row.title)}</a>,
            },
            { key: 'kind', title: t('种类'), minor: true, render: (row) => t(PAPER_KINDS[row.kind]) },
            { key: 'state', title: t('情况'), long: true, render: (row) => <PaperState row={row} /> },
          ]}
        />
      )}
    </Answer>
  )
}

/** How far a document is, in words. */
export function PaperState({ row: { issued, certificates, whyNot, kind, changed } }: { row: PaperRow }) {
  const [newest] = issued
  if (newest !== undefined) {
    const words = t('{number}，{day} 印发', { number: newest.number, day: newest.issuedOn })
    return (
      <Status tone={changed ? 'warn' : 'good'}>
        {changed ? t('{words}；此后记录有变化', { words }) : words}
      </Status>
    )
  }
  if (whyNot !== null) return <span className="quiet">{t(whyNot)}</span>
  if (certificates !== null) {
    const { due, given } = certificates
    return given === due ? (
      <Status tone="good">{t('已制发 {n} 本', { n: given })}</Status>
    ) : (
      <Status tone="warn">{t('应发 {due} 本，已制发 {given} 本', { due, given })}</Status>
    )
  }
  return <span>{kind === 'roster' ? t('可以下载') : t('可以起草')}</span>
}
