import { useState } from 'react'
import type { FigureRef } from '#contract/figures.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useUnits } from '../../lib/use-units.ts'
import { ChoiceField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { recordsLink } from './reference.ts'
import { RecordsTable, useRecords } from './records-table.tsx'

type Props = { references: readonly FigureRef[]; onClose: () => void }

/** The records behind a number, beside what is being read; a share or a change rests on more than one set. */
export function RecordsPanel({ references, onClose }: Props) {
  const open = references.length > 0
  return (
    <SidePanel title={t('数字的出处')} wide open={open} onClose={onClose}>
      {open && <Sets key={JSON.stringify(references)} references={references} />}
    </SidePanel>
  )
}

function Sets({ references }: { references: readonly FigureRef[] }) {
  const [at, setAt] = useState(0)
  const units = useUnits()
  const reference = references[at] ?? references[0]
  if (reference === undefined) return null
  const name = (one: FigureRef) => {
    const unit = units.find((node) => node.code === one.unit)?.name ?? ''
    return [t('{year} 年', { year: one.year }), unit, one.key === undefined ? '' : t(one.key)]
      .filter(Boolean)
      .join(' · ')
  }
  return (
    <>
      {references.length > 1 && (
        <ChoiceField
          label={t('由 {n} 个数得出，看哪一个', { n: references.length })}
          value={String(at)}
          choices={references.map((one, i) => ({ value: String(i), label: `${i + 1}. ${name(one)}` }))}
          onChoose={(next) => setAt(Number(next))}
        />
      )}
      <Look key={at} reference={reference} name={name(reference)} />
    </>
  )
}

function Look({ reference, name }: { reference: FigureRef; name: string }) {
  const list = useRecords(reference)
  return (
    <Answer asked={list.asked}>
      {(data) => (
        <>
          <h2>
            {data.title} {number(data.value)} {t(data.unit)}
          </h2>
          <p className="quiet">{name}</p>
          <p className="quiet">{data.about}</p>
          <RecordsTable data={data} list={list} place={JSON.stringify(reference)} />
          <p className="form-actions">
            <a className="button" href={recordsLink(reference)}>
              {t('打开完整名单')}
            </a>
          </p>
        </>
      )}
    </Answer>
  )
}
