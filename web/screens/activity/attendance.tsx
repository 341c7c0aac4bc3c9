import { useState } from 'react'
import { saveAttendance } from '#contract/activity.ts'
import type { RosterRow } from '#contract/activity.ts'
import { whyNot } from '../../lib/abilities.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { SearchInput } from '../../ui/filters.tsx'
import { Section } from '../../ui/page.tsx'
import { Empty, Notice } from '../../ui/states.tsx'
import type { ActivityData } from './activity.tsx'
import { Grid } from './grid/grid.tsx'
import { useSheet } from './grid/use-sheet.ts'
import type { Sheet } from './grid/use-sheet.ts'
import { Legend } from './legend.tsx'
import { Removal } from './removal.tsx'

/** The attendance sheet: typed, pasted, taken back, and saved all at once. */
export function Attendance({ data }: { data: ActivityData }) {
  const trainees = data.roster.filter((row) => row.role === 'trainee')
  const sheet = useSheet(data.activity.id, trainees)
  const [q, setQ] = useState('')
  const [leaving, setLeaving] = useState<readonly RosterRow[]>([])
  const change = useChange(saveAttendance)
  const refused = whyNot(data.actions, 'attendance')
  const rows =
    q === '' ? trainees : trainees.filter((row) => `${row.name}${data.units[row.unit] ?? ''}`.includes(q))
  const save = () =>
    change.mutate(
      { params: { id: data.activity.id }, body: { key: sheet.key, changes: [...sheet.edits.values()] } },
      { onSuccess: sheet.saved },
    )
  if (trainees.length === 0) {
    return (
      <Section title={t('签到表')}>
        <Empty because={t('名单里还没有学员。用上方的“加入名单”，可以粘贴身份证件号。')} />
      </Section>
    )
  }
  return (
    <Section title={t('签到表')} aside={<Legend />}>
      <Tools sheet={sheet} q={q} onSearch={setQ} busy={change.isPending} onSave={save} refused={refused} />
      {change.isError && (
        <Notice tone="late">
          {t('{because} 改动仍保留在本机，可再次保存。', { because: wordsOf(change.error) })}
        </Notice>
      )}
      {change.isSuccess && sheet.edits.size === 0 && <Saved reply={change.data} />}
      {sheet.edits.size > 0 && !change.isError && (
        <Notice tone="calm">
          {t('有 {n} 处改动未保存，已存在本机，关闭页面也不会丢。', { n: number(sheet.edits.size) })}
        </Notice>
      )}
      <Grid
        rows={rows}
        units={data.units}
        slots={data.activity.slots}
        sheet={sheet}
        readOnly={refused !== undefined}
        onRemove={whyNot(data.actions, 'roster') === undefined ? setLeaving : undefined}
      />
      {leaving.length > 0 && (
        <Removal rows={leaving} activity={data.activity.id} onDone={() => setLeaving([])} />
      )}
    </Section>
  )
}

type ToolsProps = {
  sheet: Sheet
  q: string
  onSearch: (q: string) => void
  busy: boolean
  onSave: () => void
  refused: string | undefined
}

function Tools({ sheet, q, onSearch, busy, onSave, refused }: ToolsProps) {
  const n = sheet.edits.size
  return (
    <div className="filters">
      <div className="filter-fields">
        <SearchInput label={t('在名单中查找')} placeholder={t('姓名或单位')} value={q} onSearch={onSearch} />
      </div>
      <div className="filter-actions">
        <Action whyNot={n === 0 ? t('没有可撤销的改动') : undefined} onClick={sheet.undo}>
          {t('撤销')}
        </Action>
        <Action
          primary
          busy={busy}
          onClick={onSave}
          whyNot={refused ?? (n === 0 ? t('没有未保存的改动') : undefined)}
        >
          {n === 0 ? t('保存签到表') : t('保存 {n} 处改动', { n: number(n) })}
        </Action>
      </div>
    </div>
  )
}

function Saved({ reply }: { reply: { saved: number; recognised: number; entries: number } }) {
  return (
    <Notice tone="good">
      {t('已保存 {saved} 处；现有 {recognised} 人次达到认定要求，学分台账记了 {entries} 笔。', {
        saved: number(reply.saved),
        recognised: number(reply.recognised),
        entries: number(reply.entries),
      })}
    </Notice>
  )
}
