import { volumeFile } from '#contract/volumes.ts'
import { address } from '../../lib/call.ts'
import { fullMoment, moment, number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Section } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { VolumeData } from './volume.tsx'

/** What was typeset, newest first, to take away. */
export function Editions({ data: { id, editions } }: { data: VolumeData }) {
  if (editions.length === 0) return null
  const file = (edition: number, format: 'docx' | 'pdf') => (
    <a href={address(volumeFile, { id, edition, format }, {})} download>
      {format === 'pdf' ? 'PDF' : 'Word'}
    </a>
  )
  return (
    <Section title={t('排印稿')}>
      <PlainTable
        label={t('排印稿')}
        rows={editions}
        keyOf={(row) => String(row.edition)}
        empty=""
        columns={[
          { key: 'edition', title: t('次'), render: (row) => t('第 {n} 次', { n: number(row.edition) }) },
          { key: 'pages', title: t('页数'), numeric: true, render: (row) => number(row.pages) },
          {
            key: 'at',
            title: t('时间'),
            render: (row) => <time title={fullMoment(row.at)}>{moment(row.at)}</time>,
          },
          { key: 'by', title: t('经办人'), minor: true, render: (row) => row.by },
          {
            key: 'files',
            title: t('下载'),
            render: (row) => (
              <>
                {file(row.edition, 'docx')} · {file(row.edition, 'pdf')}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
