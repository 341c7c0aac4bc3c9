import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { topicLineage } from '#contract/topic-lineage.ts'
import type { TopicLineage } from '#contract/topic-lineage.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Empty } from '../../ui/states.tsx'
import type { Page as Room } from './lay-out.ts'
import { Legend, Tree } from './tree.tsx'
import './topics.css'

/** 来龙去脉: from a core topic down to every teacher's problem, and from a problem up. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { focus } = useAddress()
  const asked = useCall(topicLineage, { params: { id }, query: { focus } })
  return <Answer asked={asked}>{(data) => <Lineage id={id} data={data} />}</Answer>
}

function Lineage({ id, data }: { id: string; data: TopicLineage }) {
  const filter = useFilter()
  const [room, box] = useRoom()
  const focus = data.nodes.find((node) => node.id === data.focus)
  return (
    <Page
      title={t('来龙去脉')}
      about={
        focus === undefined
          ? t('点一个主题看它由哪些问题提炼而来。方向键可以走动，回车选中。')
          : t('“{title}”的上下各层。', { title: focus.text })
      }
      actions={
        <>
          {focus !== undefined && <ActionLink href={link(`/topics/${id}/lineage`)}>{t('看全部')}</ActionLink>}
          <PrintButton word={t('打印')} />
        </>
      }
    >
      <Crumbs
        label={t('所在位置')}
        crumbs={[
          { href: link('/topics', { year: data.round.year }), name: t('小课题') },
          { href: link(`/topics/${id}`), name: data.round.title },
        ]}
      />
      {data.nodes.length === 0 ? (
        <Empty because={t('还没有提炼出主题。')} />
      ) : (
        <>
          <Legend lineage={data} />
          <div ref={box}>
            {room !== null && <Tree lineage={data} page={room} onFocus={(next) => filter({ focus: next })} />}
          </div>
        </>
      )}
    </Page>
  )
}

/** What a scroll bar and the frame take, in pixels. */
const SCROLLBAR = 18
const NARROW = '(max-width: 900px)'

/** The room that a picture has on its page; measured again when the window changes. */
function useRoom(): [Room | null, (box: HTMLElement | null) => void] {
  const [room, setRoom] = useState<Room | null>(null)
  const [box, setBox] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (box === null) return undefined
    const measure = () => setRoom({ width: box.clientWidth - SCROLLBAR, narrow: matchMedia(NARROW).matches })
    measure()
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [box])
  return [room, setBox]
}
