import { usePlace } from '../../lib/place.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { Tabs } from '../../ui/tabs.tsx'

export type MessagesPart = 'todo' | 'notices' | 'circulars' | 'regulations' | 'channels'

/** The pages of 消息, side by side; teachers have their to-dos and notices alone. */
export function MessagesTabs({ now }: { now: MessagesPart }) {
  const me = useMe()
  usePlace('messages')
  const atDesk = me.role !== 'teacher' && me.role !== 'applicant'
  const tabs = [
    { id: 'todo', title: t('待办'), href: '/todo' },
    { id: 'notices', title: t('通知'), href: '/notices' },
    ...(atDesk
      ? [
          { id: 'circulars', title: t('通报简报'), href: '/circulars' },
          { id: 'regulations', title: t('规章制度'), href: '/regulations' },
        ]
      : []),
    ...(me.role === 'officer' ? [{ id: 'channels', title: t('渠道'), href: '/channels' }] : []),
  ]
  return <Tabs label={t('消息各部分')} now={now} tabs={tabs} />
}
