import { NEED_SOURCES, NEED_STATES } from '#contract/need.ts'
import type { NeedRow, NeedState } from '#contract/need.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { Status } from '../../ui/states.tsx'
import type { Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'

const TONES: Record<NeedState, Tone> = { open: 'warn', told: 'calm', met: 'good', withdrawn: 'stopped' }

/** The columns of the register; at a desk people open, and with `onWithdraw` a need that stands can be taken back. */
export function needColumns(
  desk: boolean,
  onWithdraw: ((row: NeedRow) => void) | undefined,
): Column<NeedRow>[] {
  const columns: Column<NeedRow>[] = [
    {
      key: 'name',
      title: t('姓名'),
      lead: true,
      render: (row) =>
        row.person === null || !desk ? row.name : <a href={`/people/${row.person}`}>{row.name}</a>,
    },
    { key: 'unit', title: t('单位'), minor: true, render: (row) => row.unit?.name ?? t('社会申请人') },
    { key: 'course', title: t('课程'), render: (row) => t(row.course) },
    {
      key: 'because',
      title: t('原因'),
      long: true,
      minor: true,
      render: (row) => (
        <>
          {row.case === null ? (
            t(NEED_SOURCES[row.source])
          ) : (
            <a href={`/cases/${row.case}`}>{t(NEED_SOURCES[row.source])}</a>
          )}
          {t('：{because}', { because: row.because })}
        </>
      ),
    },
    { key: 'since', title: t('登记日期'), minor: true, render: (row) => row.since },
    { key: 'state', title: t('状态'), render: (row) => <State row={row} /> },
  ]
  if (onWithdraw === undefined) return columns
  return [
    ...columns,
    {
      key: 'deeds',
      title: t('操作'),
      render: (row) =>
        row.ended === null && (
          <Action small onClick={() => onWithdraw(row)}>
            {t('撤下')}
          </Action>
        ),
    },
  ]
}

function State({ row: { state, told, ended, reachable } }: { row: NeedRow }) {
  const detail =
    ended === null
      ? told === null
        ? reachable
          ? ''
          : t('没有账号，须电话通知')
        : t('{title}，{on}', { title: told.title, on: told.on })
      : t('{because}（{on}，{by}）', ended)
  return (
    <>
      <Status tone={TONES[state]}>{t(NEED_STATES[state])}</Status> <span className="quiet">{detail}</span>
    </>
  )
}
