import type { CaseManifest } from '#contract/case-manifest.ts'
import type { CaseRow } from '#contract/case.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Status } from '../../ui/states.tsx'
import type { Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'

/** The columns of a list of cases; those that the system has no use for are left out. */
export function caseColumns(manifest: CaseManifest | undefined, total: number): Column<CaseRow>[] {
  const marked = manifest?.stages.some((stage) => stage.marked) !== false
  const numbered = manifest?.stages.find((stage) => stage.number !== null)?.number ?? null
  const columns: (Column<CaseRow> | false)[] = [
    { key: 'name', title: t('申请人'), lead: true, width: 130, render: (row) => row.name },
    manifest !== undefined &&
      manifest.heading !== null && {
        key: 'heading',
        title: t(manifest.heading),
        width: 220,
        render: (row) => row.heading,
      },
    manifest === undefined && {
      key: 'system',
      title: t('体系'),
      render: (row) => <SystemAndHeading row={row} />,
    },
    {
      key: 'category',
      title: t(manifest?.category.title ?? '类别'),
      render: (row) => (row.category === null ? '' : t(row.category)),
      total: t('{n} 件', { n: number(total) }),
    },
    { key: 'stage', title: t('环节'), render: (row) => (row.stageTitle === null ? '' : t(row.stageTitle)) },
    { key: 'status', title: t('状态'), render: (row) => <CaseState row={row} /> },
    { key: 'waits', title: t('待办理'), render: (row) => (row.waitsFor === null ? '' : t(row.waitsFor)) },
    { key: 'due', title: t('期限'), render: (row) => <Due row={row} /> },
    manifest?.subject !== 'school' && {
      key: 'unit',
      title: t('单位'),
      width: 130,
      render: (row) => row.unit?.name,
    },
    {
      key: 'number',
      title: t('受理编号'),
      minor: true,
      render: (row) => <span className="num">{row.number}</span>,
    },
    {
      key: 'submitted',
      title: t('提交'),
      minor: true,
      render: (row) => <span className="num">{row.submitted}</span>,
    },
    marked && {
      key: 'score',
      title: t('得分'),
      numeric: true,
      render: (row) => (row.score === null ? '' : number(row.score)),
    },
    (manifest === undefined || numbered !== null) && {
      key: 'issued',
      title: t(numbered ?? '编号'),
      render: (row) => <span className="num">{row.issued}</span>,
    },
  ]
  return columns.filter((column) => column !== false)
}

/** The system of a case and, where it has one, what the case is about. */
function SystemAndHeading({ row }: { row: CaseRow }) {
  return (
    <>
      {t(row.systemTitle)}
      {row.heading !== null && <span className="quiet">{t('《{heading}》', { heading: row.heading })}</span>}
    </>
  )
}

/** How a case stands: word, shape and colour. */
export function CaseState({ row }: { row: CaseRow }) {
  return <Status tone={toneOf(row)}>{t(row.statusWord)}</Status>
}

function toneOf({ status, ending, late }: CaseRow): Tone {
  if (status === 'ended') return ending === 'granted' ? 'good' : 'calm'
  if (late) return 'late'
  return status === 'returned' ? 'warn' : 'calm'
}

function Due({ row: { due, late } }: { row: CaseRow }) {
  if (due === null) return null
  return late ? <Status tone="late">{t('{due} 已过', { due })}</Status> : <span className="num">{due}</span>
}
