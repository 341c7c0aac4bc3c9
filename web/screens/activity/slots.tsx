import { useState } from 'react'
import { setSlotTimes } from '#contract/activity.ts'
import type { slotView } from '#contract/activity.ts'
import type * as z from 'zod'
import { whyNot } from '../../lib/abilities.ts'
import { fromField, span, toField } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import type { ActivityData } from './activity.tsx'

type Slot = z.output<typeof slotView>
const STATES = { waiting: ['calm', '未开放'], open: ['warn', '签到中'], closed: ['good', '已截止'] } as const
/** So many slots stand open on the page; more are folded away. */
const FEW = 6

/** The check-in slots: when each opens, and its projector page. */
export function Slots({ data }: { data: ActivityData }) {
  const [changing, setChanging] = useState<Slot | null>(null)
  const list = (
    <ul className="items">
      {data.slots.map((slot) => (
        <SlotItem key={slot.slot} slot={slot} data={data} onChange={() => setChanging(slot)} />
      ))}
    </ul>
  )
  return (
    <Section title={t('签到场次')}>
      {data.slots.length <= FEW ? (
        list
      ) : (
        <details>
          <summary>{t('共 {n} 场，展开', { n: data.slots.length })}</summary>
          {list}
        </details>
      )}
      {changing !== null && (
        <SlotTimes
          key={changing.slot}
          slot={changing}
          activity={data.activity.id}
          onClose={() => setChanging(null)}
        />
      )}
    </Section>
  )
}

function SlotItem({ slot, data, onChange }: { slot: Slot; data: ActivityData; onChange: () => void }) {
  const [tone, word] = STATES[slot.state]
  return (
    <li>
      <Status tone={tone}>{t(word)}</Status>
      <span>
        {t('第 {n} 场', { n: slot.slot })}{' '}
        <span className="num quiet">{span(slot.opensAt, slot.closesAt)}</span>
      </span>
      <span className="slot-actions">
        <Action small onClick={onChange} whyNot={whyNot(data.actions, 'slots')}>
          {t('改时间')}
        </Action>
        {whyNot(data.actions, 'projector') === undefined && (
          <ActionLink href={`/screen/${data.activity.id}/${slot.slot}`} fresh>
            {t('签到大屏')}
          </ActionLink>
        )}
      </span>
    </li>
  )
}

function SlotTimes({ slot, activity, onClose }: { slot: Slot; activity: string; onClose: () => void }) {
  const [opensAt, setOpens] = useState(toField(slot.opensAt))
  const [lateAfter, setLate] = useState(toField(slot.lateAfter))
  const [closesAt, setCloses] = useState(toField(slot.closesAt))
  const change = useChange(setSlotTimes)
  const inOrder = opensAt <= lateAfter && lateAfter <= closesAt
  const save = () =>
    change.mutate(
      {
        params: { id: activity, slot: slot.slot },
        body: { opensAt: fromField(opensAt), lateAfter: fromField(lateAfter), closesAt: fromField(closesAt) },
      },
      { onSuccess: onClose },
    )
  return (
    <FormPanel
      title={t('第 {n} 场签到时间', { n: slot.slot })}
      onClose={onClose}
      word={t('保存时间')}
      busy={change.isPending}
      whyNot={inOrder ? undefined : t('应先开放，再算迟到，最后截止')}
      onSave={save}
    >
      <TextField label={t('开放')} type="datetime-local" value={opensAt} onText={setOpens} />
      <TextField label={t('此后算迟到')} type="datetime-local" value={lateAfter} onText={setLate} />
      <TextField label={t('截止')} type="datetime-local" value={closesAt} onText={setCloses} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
