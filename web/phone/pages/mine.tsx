/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { live } from '../dom/live.ts'
import { cell } from '../lib/cell.ts'
import type { PhoneActivity } from '../lib/shapes.ts'
import { loadToday } from '../lib/today.ts'
import { Activity } from '../ui/activity.tsx'
import { loading } from '../ui/loading.tsx'
import { Go, Notice, Page } from '../ui/parts.tsx'
import { Settings } from '../ui/settings.tsx'
import { SignOut } from '../ui/sign-out.tsx'
import { WaitingNotice } from '../ui/waiting.tsx'

/** My activities, the size of the type, my password, the way out. */
export function MinePage(): Node {
  return (
    <Page title={t('我的')}>
      <WaitingNotice />
      {loading(loadToday(), (value) => [
        <p class="soft">{[value.name, value.unit].filter(Boolean).join(' · ')}</p>,
        activitiesOf([...value.today, ...value.coming], value.past),
      ])}
      <Go to="/m/problems" class="card">
        {t('小课题：提出教学中的问题')}
      </Go>
      <Go to="/m/handbook" class="card">
        {t('行动手册：活动心得和学习记录')}
      </Go>
      <Go to="/m/works" class="card">
        {t('我的作品：提交和查看审阅')}
      </Go>
      <Go to="/m/titles" class="card">
        {t('我的称号：职责、考核和津贴')}
      </Go>
      <Go to="/m/library" class="card">
        {t('资源库：查找和下载')}
      </Go>
      <a href="/apply" class="card">
        {t('我的申请和评审')}
      </a>
      <Settings />
      <SignOut />
    </Page>
  )
}

function activitiesOf(coming: PhoneActivity[], past: PhoneActivity[]): Child {
  const ended = cell(false)
  const choice = (which: boolean, word: string, count: number): Node => (
    <button
      type="button"
      id={which ? 'ended' : 'coming'}
      aria-pressed={ended.get() === which}
      onClick={() => ended.set(which)}
    >
      {word} {count}
    </button>
  )
  return [
    <h2>{t('我的活动')}</h2>,
    live(ended, (isPast) => [
      <div class="choice">
        {choice(false, t('将要参加'), coming.length)}
        {choice(true, t('已经结束'), past.length)}
      </div>,
      listOf(isPast ? past : coming, isPast),
    ]),
  ]
}

function listOf(activities: PhoneActivity[], ended: boolean): Child {
  if (activities.length > 0) return activities.map((activity) => <Activity of={activity} />)
  if (ended) return <Notice>{t('还没有结束的活动。')}</Notice>
  return <Notice>{t('目前没有安排给您的活动。报名或补入名单，请联系活动的组织者。')}</Notice>
}
