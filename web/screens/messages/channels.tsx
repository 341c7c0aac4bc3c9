import type * as z from 'zod'
import { CHANNELS, messageSettings } from '#contract/channel.ts'
import { Answer } from '../../lib/answer.tsx'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Page, Section } from '../../ui/page.tsx'
import { Status } from '../../ui/states.tsx'
import { HoursForm } from './hours-form.tsx'
import { MailForm } from './mail-form.tsx'
import { MessagesTabs } from './messages-tabs.tsx'
import { Outbox } from './outbox.tsx'
import { RobotForm } from './robot-form.tsx'
import './messages.css'

export type Settings = z.output<NonNullable<typeof messageSettings.reply>>

/** 渠道: how messages leave the program, when, and what became of them. */
export function Screen() {
  const asked = useCall(messageSettings, {})
  return (
    <Page
      title={t('消息渠道')}
      about={t('系统内的通知和待办总在；这里设置还要不要发邮件、发到工作群。每人每天至多一封摘要。')}
    >
      <MessagesTabs now="channels" />
      <Answer asked={asked}>
        {(data) => (
          <div className="channel-cards">
            <Section title={t(CHANNELS.email)} aside={<On of={data.email} />}>
              <MailForm settings={data.email} />
            </Section>
            <Section title={t('发送时间')}>
              <HoursForm settings={data.hours} />
            </Section>
            <Section title={t(CHANNELS.wecom)} aside={<On of={data.wecom} />}>
              <RobotForm part="wecom" settings={data.wecom} />
            </Section>
            <Section title={t(CHANNELS.dingtalk)} aside={<On of={data.dingtalk} />}>
              <RobotForm part="dingtalk" settings={data.dingtalk} />
            </Section>
          </div>
        )}
      </Answer>
      <Outbox />
    </Page>
  )
}

function On({ of }: { of: { enabled: boolean; setAt: string | null; setBy: string | null } }) {
  const by =
    of.setAt === null ? '' : t('，{when}由{who}设置', { when: moment(of.setAt), who: of.setBy ?? '' })
  return (
    <Status tone={of.enabled ? 'good' : 'calm'}>
      {of.enabled ? t('已启用') : t('未启用')}
      {by}
    </Status>
  )
}
