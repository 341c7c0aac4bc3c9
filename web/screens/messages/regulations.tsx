import { useState } from 'react'
import { endRegulation, regulations } from '#contract/circular.ts'
import type { RegulationRow } from '#contract/circular.ts'
import { offers, whyNot } from '../../lib/abilities.ts'
import { Answer } from '../../lib/answer.tsx'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { MessagesTabs } from './messages-tabs.tsx'
import { NewRegulation } from './new-regulation.tsx'

/** 规章制度: what is in force, since when and in whose place. */
export function Screen() {
  const asked = useCall(regulations, {})
  const [entering, setEntering] = useState(false)
  const [ending, setEnding] = useState<RegulationRow | null>(null)
  const actions = asked.data?.actions ?? []
  return (
    <Page
      title={t('规章制度')}
      about={t('本区域的办法、方案、细则，按文号登记。参数页填依据时可从这里选。')}
      actions={
        <Action primary onClick={() => setEntering(true)} whyNot={whyNot(actions, 'enter')}>
          {t('登记规章')}
        </Action>
      }
    >
      <MessagesTabs now="regulations" />
      <Answer asked={asked}>
        {(data) => (
          <>
            {entering && <NewRegulation rows={data.rows} onClose={() => setEntering(false)} />}
            <PlainTable
              label={t('规章制度')}
              rows={data.rows}
              columns={columns(
                offers(actions, 'end') && whyNot(actions, 'end') === undefined ? setEnding : null,
              )}
              keyOf={(row) => row.id}
              empty={t('还没有登记规章。先登记现行的学分管理办法和认定细则，参数就有了依据。')}
            />
          </>
        )}
      </Answer>
      {ending !== null && <End row={ending} onClose={() => setEnding(null)} />}
    </Page>
  )
}

function columns(onEnd: ((row: RegulationRow) => void) | null): Column<RegulationRow>[] {
  return [
    { key: 'number', title: t('文号'), lead: true, render: (row) => row.number },
    { key: 'title', title: t('名称'), long: true, render: (row) => row.title },
    { key: 'kind', title: t('种类'), minor: true, render: (row) => t(row.kind) },
    { key: 'version', title: t('版次'), numeric: true, minor: true, render: (row) => row.version },
    { key: 'from', title: t('施行日期'), render: (row) => row.holdsFrom },
    { key: 'state', title: t('状态'), render: (row) => <Standing row={row} /> },
    {
      key: 'replaces',
      title: t('替代关系'),
      minor: true,
      render: ({ replaces, replacedBy }) =>
        [
          replaces === null ? '' : t('替代 {number}', { number: replaces.number }),
          replacedBy === null ? '' : t('由 {number} 替代', { number: replacedBy.number }),
        ]
          .filter((words) => words !== '')
          .join('，') || '—',
    },
    ...(onEnd === null
      ? []
      : [
          {
            key: 'end',
            title: t('办理'),
            render: (row: RegulationRow) =>
              row.holdsUntil === null && (
                <Action small onClick={() => onEnd(row)}>
                  {t('废止')}
                </Action>
              ),
          },
        ]),
  ]
}

function Standing({ row }: { row: RegulationRow }) {
  if (row.inForce && row.holdsUntil === null) return <Status tone="good">{t('现行')}</Status>
  if (row.inForce) return <Status tone="warn">{t('现行，至 {day}', { day: row.holdsUntil ?? '' })}</Status>
  if (row.holdsUntil === null) return <Status tone="calm">{t('尚未施行')}</Status>
  return <Status tone="calm">{t('已失效，至 {day}', { day: row.holdsUntil })}</Status>
}

function End({ row, onClose }: { row: RegulationRow; onClose: () => void }) {
  const change = useChange(endRegulation)
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
  const end = (because: string) =>
    change.mutate(
      { params: { id: row.id }, body: { key: crypto.randomUUID(), on: today, because } },
      { onSuccess: onClose },
    )
  return (
    <AskBecause
      title={t('废止 {number}', { number: row.number })}
      open
      yes={t('废止')}
      no={t('取消')}
      danger
      busy={change.isPending}
      label={t('依据')}
      hint={t('写明废止的依据，如文号')}
      onYes={end}
      onNo={onClose}
    >
      <p>{t('《{title}》今天起不再现行，记录保留。', { title: row.title })}</p>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </AskBecause>
  )
}
