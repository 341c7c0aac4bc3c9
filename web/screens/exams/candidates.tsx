import { EXAM_OUTCOMES } from '#contract/exam.ts'
import type { Exam, ExamCandidate } from '#contract/exam.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'

type Stray = Exam['strays'][number]

/** What a line of marks says, in words. */
export function resultWords({ outcome, mark }: Pick<ExamCandidate, 'outcome' | 'mark'>): string {
  if (outcome === null) return ''
  return mark === null ? t(EXAM_OUTCOMES[outcome]) : t('{mark} 分', { mark })
}

/** The columns of those who sit an exam. */
export function candidateColumns(): Column<ExamCandidate>[] {
  return [
    { key: 'number', title: t('受理编号'), render: (row) => <span className="num">{row.number}</span> },
    {
      key: 'name',
      title: t('姓名'),
      lead: true,
      render: (row) => <a href={`/cases/${row.case}`}>{row.name}</a>,
    },
    { key: 'category', title: t('类别'), minor: true, render: (row) => t(row.category ?? '') },
    {
      key: 'room',
      title: t('考场'),
      minor: true,
      render: (row) =>
        row.room === null ? t('未排') : t('{room} {seat} 号', { room: row.room, seat: row.seat ?? 0 }),
    },
    {
      key: 'mark',
      title: t('成绩'),
      render: (row) =>
        row.outcome === null ? <Status tone="warn">{t('没有成绩')}</Status> : resultWords(row),
    },
  ]
}

/** The columns of marks that are nobody's. */
export function strayColumns(onStrike: (row: Stray) => void, refused: string | undefined): Column<Stray>[] {
  return [
    { key: 'number', title: t('受理编号'), lead: true, render: (row) => row.number },
    { key: 'name', title: t('姓名'), render: (row) => row.name },
    { key: 'mark', title: t('成绩'), render: resultWords },
    {
      key: 'deeds',
      title: t('操作'),
      render: (row) => (
        <Action small onClick={() => onStrike(row)} whyNot={refused}>
          {t('删去')}
        </Action>
      ),
    },
  ]
}
