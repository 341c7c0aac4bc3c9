import { useState } from 'react'
import { appraisalBook, appraisalResults, stepAppraisal } from '#contract/appraisal.ts'
import { SOURCES } from '#contract/standard.ts'
import type { ResultPart, ResultRow } from '#contract/appraisal.ts'
import { whyNot } from '../../lib/abilities.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Ask } from '../../ui/ask.tsx'
import { ChoiceField, LinesField } from '../../ui/field.tsx'
import { FilterBar } from '../../ui/filters.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { AppraisalData } from './appraisal.tsx'

type Choices = Record<string, { band: string; because: string }>

/** The results: what each source gave, what was left out, who is level, which band; and publishing them. */
export function Results({ data }: { data: AppraisalData }) {
  const { id } = data.appraisal
  const asked = useCall(appraisalResults, { params: { id } })
  const [open, setOpen] = useState<ResultRow | null>(null)
  const [choices, setChoices] = useState<Choices>({})
  return (
    <Answer asked={asked}>
      {(found) => (
        <>
          <FilterBar
            label={t('结果')}
            actions={
              <>
                <ActionLink href={address(appraisalBook, { id }, {})} file>
                  {t('导出 Excel')}
                </ActionLink>
                <Publish data={data} rows={found.rows} choices={choices} />
              </>
            }
          >
            <span className="quiet">
              {found.state === 'published' ? t('已公布的结果') : t('按现有评分计算，尚未公布')}
            </span>
          </FilterBar>
          {[...found.undecided, ...found.notes].map((words) => (
            <Notice key={words} tone="warn">
              {words}
            </Notice>
          ))}
          <PlainTable
            label={t('结果')}
            rows={found.rows}
            keyOf={(row) => row.target}
            empty={t('还没有评估对象。')}
            onOpen={setOpen}
            chosen={open?.target}
            columns={columns(data, choices)}
          />
          {open !== null && (
            <Detail
              row={open}
              choice={choices[open.target]}
              onChoose={(choice) => setChoices({ ...choices, [open.target]: choice })}
              onClose={() => setOpen(null)}
            />
          )}
        </>
      )}
    </Answer>
  )
}

function columns(data: AppraisalData, choices: Choices): Column<ResultRow>[] {
  const parts = data.sources.filter(({ id }) => id !== 'self')
  return [
    { key: 'rank', title: t('名次'), numeric: true, lead: true, render: (row) => row.rank ?? '—' },
    { key: 'title', title: t('对象'), render: (row) => row.title },
    { key: 'number', title: t('盲号'), numeric: true, render: (row) => row.number },
    ...parts.map(({ id, weight }) => ({
      key: id,
      title: `${t(SOURCES[id])} ${weight}%`,
      numeric: true,
      render: (row: ResultRow) => row.parts.find(({ source }) => source === id)?.result ?? '—',
    })),
    ...(data.sources.some(({ id }) => id === 'self')
      ? [{ key: 'self', title: t('自评'), numeric: true, render: (row: ResultRow) => row.self ?? '—' }]
      : []),
    { key: 'result', title: t('得分'), numeric: true, render: (row) => <b>{row.result ?? '—'}</b> },
    {
      key: 'tied',
      title: t('并列'),
      render: (row) => (row.tied.length === 0 ? '' : t('与 {list} 号同分', { list: row.tied.join('、') })),
    },
    { key: 'band', title: t('等次'), render: (row) => <Band row={row} choice={choices[row.target]} /> },
    {
      key: 'because',
      title: t('说明'),
      render: (row) =>
        row.missing[0] ??
        (row.vetoes.length > 0 ? t('一票否决：{list}', { list: row.vetoes.join('、') }) : ''),
    },
  ]
}

function Band({ row, choice }: { row: ResultRow; choice: Choices[string] | undefined }) {
  if (row.band !== null) return <>{t(row.band)}</>
  if (choice !== undefined)
    return <Status tone="good">{row.between.find(({ id }) => id === choice.band)?.title ?? ''}</Status>
  if (row.between.length === 0) return <>—</>
  return (
    <Status tone="warn">{t('{list}待定', { list: row.between.map(({ title }) => title).join('、') })}</Status>
  )
}

function Publish({
  data,
  rows,
  choices,
}: {
  data: AppraisalData
  rows: readonly ResultRow[]
  choices: Choices
}) {
  const change = useChange(stepAppraisal)
  const [asking, setAsking] = useState(false)
  const waiting = rows.filter((row) => row.between.length > 0 && choices[row.target] === undefined)
  const refused =
    whyNot(data.actions, 'publish') ??
    (waiting.length > 0
      ? t('还有 {n} 个同分的对象没有定等次，请点开逐一选定。', { n: waiting.length })
      : undefined)
  if (data.appraisal.state === 'published') return null
  const publish = () =>
    change.mutate(
      {
        params: { id: data.appraisal.id },
        body: {
          key: crypto.randomUUID(),
          step: 'published',
          choices: Object.entries(choices).map(([target, choice]) => ({ target, ...choice })),
        },
      },
      { onSettled: () => setAsking(false) },
    )
  return (
    <>
      <Action primary whyNot={refused} onClick={() => setAsking(true)}>
        {t('公布结果')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <Ask
        title={t('公布结果')}
        open={asking}
        yes={t('公布')}
        no={t('先不')}
        busy={change.isPending}
        onYes={publish}
        onNo={() => setAsking(false)}
      >
        <p>{t('公布后 {n} 个对象各自看到自己的结果，可以申诉；评分不能再改。', { n: rows.length })}</p>
      </Ask>
    </>
  )
}

type DetailProps = {
  row: ResultRow
  choice: Choices[string] | undefined
  onChoose: (choice: Choices[string]) => void
  onClose: () => void
}

function Detail({ row, choice, onChoose, onClose }: DetailProps) {
  return (
    <SidePanel title={row.title} open onClose={onClose}>
      <p>{row.because}</p>
      {row.missing.map((words) => (
        <Notice key={words} tone="warn">
          {words}
        </Notice>
      ))}
      {row.between.length > 0 && (
        <>
          <ChoiceField
            label={t('评审组定为')}
            value={choice?.band ?? ''}
            choices={[
              { value: '', label: t('请选择') },
              ...row.between.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChoose={(band) => onChoose({ band, because: choice?.because ?? t('评审组集体评议') })}
          />
          <LinesField
            label={t('理由')}
            value={choice?.because ?? ''}
            onText={(because) => onChoose({ band: choice?.band ?? row.between[0]?.id ?? '', because })}
            rows={2}
          />
        </>
      )}
      {row.parts.map((part) => (
        <Part key={part.source} part={part} />
      ))}
    </SidePanel>
  )
}

function Part({ part }: { part: ResultPart }) {
  const words = (one: ResultPart['dropped'][number], at: number) => {
    const which = at === 0 ? t('去掉最高分') : t('去掉最低分')
    const level = one.sharing.length === 0 ? '' : t('（{list}同分）', { list: one.sharing.join('、') })
    return `${which} ${one.judge} ${one.score}${level}`
  }
  return (
    <section>
      <h3>{t('{source} {result}', { source: t(SOURCES[part.source]), result: part.result ?? '—' })}</h3>
      <ul>
        {part.used.map((one) => (
          <li key={one.judge}>
            {one.judge} <span className="num">{one.score}</span>
          </li>
        ))}
        {part.dropped.map((one, at) => (
          <li key={`${one.judge} ${one.score}`} className="quiet">
            {words(one, at)}
          </li>
        ))}
      </ul>
    </section>
  )
}
