import { useState } from 'react'
import { attendanceSheet, cancelActivity } from '#contract/activity.ts'
import { AskWhy } from '../../engine/ask-why.tsx'
import { whyNot } from '../../lib/abilities.ts'
import { address } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'
import { useChange } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import type { ActivityData } from './activity.tsx'
import { NotifyThese } from '../messages/notify-these.tsx'
import { AddPeople } from './add-people.tsx'

/** What can be done with an activity. */
export function ActivityActions({ data }: { data: ActivityData }) {
  const [adding, setAdding] = useState(false)
  const [cancelling, setCancelling] = useState(false)
  return (
    <>
      <Action primary onClick={() => setAdding(true)} whyNot={whyNot(data.actions, 'roster')}>
        {t('加入名单')}
      </Action>
      <NotifyThese
        chosen={{
          words: t('《{title}》名单上的 {n} 人', { title: data.activity.title, n: data.activity.enrolled }),
          audience: { to: 'roster', activity: data.activity.id },
        }}
        whyNot={data.activity.enrolled === 0 ? t('名单上还没有人') : undefined}
      />
      <ActionLink href={address(attendanceSheet, { id: data.activity.id }, {})} file>
        {t('导出签到表')}
      </ActionLink>
      <PrintButton word={t('打印')} />
      <Action danger onClick={() => setCancelling(true)} whyNot={whyNot(data.actions, 'cancel')}>
        {t('取消活动')}
      </Action>
      {adding && <AddPeople activity={data.activity.id} onClose={() => setAdding(false)} />}
      {cancelling && <Cancelling data={data} onClose={() => setCancelling(false)} />}
    </>
  )
}

function Cancelling({ data, onClose }: { data: ActivityData; onClose: () => void }) {
  const change = useChange(cancelActivity)
  const [key] = useState(() => crypto.randomUUID())
  const cancel = (because: string) =>
    change.mutate({ params: { id: data.activity.id }, body: { key, because } }, { onSuccess: onClose })
  return (
    <AskWhy
      title={t('取消活动')}
      yes={t('取消活动')}
      no={t('不取消')}
      change={change}
      onYes={cancel}
      onNo={onClose}
    >
      <p>
        {t('将取消“{title}”：名单上的 {n} 人不再计这次活动，已认定的 {r} 人次学分随之冲正。', {
          title: data.activity.title,
          n: data.activity.enrolled,
          r: data.activity.recognised,
        })}
      </p>
    </AskWhy>
  )
}
