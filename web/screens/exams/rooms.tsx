import { useState } from 'react'
import { removeRoom } from '#contract/exam.ts'
import type { Exam } from '#contract/exam.ts'
import { whyNot } from '../../lib/abilities.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { CountPapers } from './count-papers.tsx'

type Room = Exam['rooms'][number]

/** The rooms of an exam with their papers: handed out, returned, marked, blank, and who was absent. */
export function Rooms({ exam }: { exam: Exam }) {
  const [counting, setCounting] = useState<Room | null>(null)
  const remove = useChange(removeRoom)
  return (
    <Section title={t('考场和试卷袋')}>
      <PlainTable
        label={t('考场和试卷袋')}
        rows={exam.rooms}
        keyOf={(row) => row.id}
        empty={t('还没有登记考场。登记后自动把考生按受理编号排进去。')}
        totalsWord={t('合计')}
        columns={columns(exam.rooms, setCounting, (room) => remove.mutate({ params: { id: room.id } }))}
      />
      {remove.isError && <Notice tone="late">{wordsOf(remove.error)}</Notice>}
      {counting !== null && <CountPapers room={counting} onClose={() => setCounting(null)} />}
    </Section>
  )
}

function columns(
  rooms: readonly Room[],
  onCount: (room: Room) => void,
  onRemove: (room: Room) => void,
): Column<Room>[] {
  const papers = (
    key: 'handedOut' | 'returned' | 'marked' | 'blank' | 'absent',
    title: string,
  ): Column<Room> => ({
    key,
    title,
    numeric: true,
    minor: true,
    render: ({ count }) => count?.[key] ?? '—',
    total: rooms.reduce((sum, { count }) => sum + (count?.[key] ?? 0), 0),
  })
  return [
    { key: 'place', title: t('考场'), lead: true, render: (row) => row.place },
    { key: 'day', title: t('日期'), minor: true, render: (row) => row.heldOn },
    {
      key: 'seated',
      title: t('应考'),
      numeric: true,
      render: (row) => row.seated,
      total: rooms.reduce((sum, { seated }) => sum + seated, 0),
    },
    papers('handedOut', t('发出')),
    papers('returned', t('收回')),
    papers('marked', t('评阅')),
    papers('blank', t('空白')),
    papers('absent', t('缺考')),
    {
      key: 'deeds',
      title: t('操作'),
      render: (row) => (
        <span className="filter-actions">
          <Action small onClick={() => onCount(row)} whyNot={whyNot(row.actions, 'count')}>
            {t('清点')}
          </Action>
          {row.count === null && (
            <Action small onClick={() => onRemove(row)} whyNot={whyNot(row.actions, 'remove')}>
              {t('撤销')}
            </Action>
          )}
        </span>
      ),
    },
  ]
}
