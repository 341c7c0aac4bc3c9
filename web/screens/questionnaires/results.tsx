import { useState } from 'react'
import { questionnaireCross, questionnaireResults, questionnaireSheet } from '#contract/questionnaire.ts'
import type { Counted } from '#contract/questionnaire.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { number, percent } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Bars } from '../../ui/bars.tsx'
import { Choose, FilterBar } from '../../ui/filters.tsx'
import { Empty } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'

/** The results: bars for what was chosen, lists of what was written, and any question by group. */
export function Results({ id }: { id: string }) {
  const asked = useCall(questionnaireResults, { params: { id } })
  const [by, setBy] = useState('')
  return (
    <Answer asked={asked}>
      {(data) =>
        data.because !== null ? (
          <Empty because={data.because} />
        ) : (
          <>
            <FilterBar
              label={t('看法')}
              actions={
                <ActionLink href={address(questionnaireSheet, { id }, {})} file>
                  {t('导出 Excel')}
                </ActionLink>
              }
            >
              <Choose
                label={t('按什么交叉')}
                value={by}
                choices={data.by.map(({ value, title }) => ({ value: String(value), label: title }))}
                all={t('不交叉')}
                onChoose={setBy}
              />
            </FilterBar>
            {data.results.map((one) => (
              <section key={`${one.position}-${one.line}`} className="result-block">
                <h3>
                  {one.position}. {one.says}
                </h3>
                {one.kind === 'text' ? (
                  <Said texts={one.texts} />
                ) : by === '' || Number(by) === one.position ? (
                  <Chosen one={one} received={data.received} />
                ) : (
                  <Crossed id={id} one={one} by={Number(by)} />
                )}
              </section>
            ))}
          </>
        )
      }
    </Answer>
  )
}

function Chosen({ one, received }: { one: Counted; received: number }) {
  return (
    <>
      {one.mean !== null && (
        <p className="quiet">
          {t('平均 {mean} 分，满分 {most} 分', { mean: one.mean, most: one.most ?? 0 })}
        </p>
      )}
      <Bars
        label={one.says}
        unit={t('份')}
        sorted={one.mean === null}
        bars={one.choices.map((choice) => ({
          key: String(choice.choice),
          label: choice.says,
          value: choice.sheets,
          note: percent(choice.sheets, received),
        }))}
      />
    </>
  )
}

function Said({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return <p className="quiet">{t('没有人写。')}</p>
  return (
    <ul className="said">
      {texts.map((text, at) => (
        <li key={at}>{text}</li>
      ))}
    </ul>
  )
}

function Crossed({ id, one, by }: { id: string; one: Counted; by: number }) {
  const asked = useCall(questionnaireCross, {
    params: { id },
    query: { position: one.position, line: one.line, by },
  })
  return (
    <Answer asked={asked} lines={3}>
      {(data) => (
        <>
          <PlainTable
            label={data.says}
            rows={data.rows}
            keyOf={(row) => row.part}
            empty={t('没有可以交叉的答卷。')}
            columns={[
              { key: 'part', title: t('分组'), lead: true, render: (row) => row.part },
              ...data.columns.map((title, at) => ({
                key: String(at),
                title,
                numeric: true,
                render: (row: { cells: (number | null)[] }) => cellWords(row.cells[at] ?? null, data.least),
              })),
            ]}
          />
          <p className="legend">
            {t('不足 {n} 份的格子，以及能由它们推算的格子，不显示。', { n: data.least })}
          </p>
        </>
      )}
    </Answer>
  )
}

function cellWords(cell: number | null, least: number) {
  if (cell !== null) return number(cell)
  return (
    <span className="quiet" title={t('不足 {n} 份，或能由此推算', { n: least })}>
      {t('略')}
    </span>
  )
}
