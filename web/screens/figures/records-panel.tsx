import type { FigureRef } from '#contract/figures.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { SidePanel } from '../../ui/side-panel.tsx'
import { recordsLink } from './reference.ts'
import { RecordsTable, useRecords } from './records-table.tsx'

/** The records behind a number, beside what is being read. */
export function RecordsPanel({ reference, onClose }: { reference: FigureRef | null; onClose: () => void }) {
  return (
    <SidePanel
      title={t('数字的出处')}
      closeWord={t('关闭')}
      wide
      open={reference !== null}
      onClose={onClose}
      foot={
        reference === null ? null : (
          <a className="button" href={recordsLink(reference)}>
            {t('打开完整名单')}
          </a>
        )
      }
    >
      {reference !== null && <Look reference={reference} />}
    </SidePanel>
  )
}

function Look({ reference }: { reference: FigureRef }) {
  const list = useRecords(reference)
  return (
    <Answer asked={list.asked}>
      {(data) => (
        <>
          <h2>
            {data.title} {number(data.value)} {t(data.unit)}
          </h2>
          <p className="quiet">
            {reference.key !== undefined && `${t('只看')} ${t(reference.key)}。`}
            {data.about}
          </p>
          <RecordsTable data={data} list={list} place={JSON.stringify(reference)} />
        </>
      )}
    </Answer>
  )
}
