import { useState } from 'react'
import { resetAccount } from '#contract/session.ts'
import { whyNot } from '../../lib/abilities.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Ask } from '../../ui/ask.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Section } from '../../ui/page.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { AccountState, roleWords } from './columns.tsx'
import type { AccountRow } from './columns.tsx'
import { Disabling, Revoking } from './taking-away.tsx'

type Held = AccountRow['roles'][number]
type Asking = 'reset' | 'disable' | Held | null

/** One account: its roles, a new code when the password is forgotten, and an end to it. */
export function AccountPanel({ row, onClose }: { row: AccountRow; onClose: () => void }) {
  const [asking, setAsking] = useState<Asking>(null)
  const stop = () => setAsking(null)
  return (
    <SidePanel title={row.name} open onClose={onClose}>
      <Facts
        facts={[
          { term: t('账号'), value: row.login },
          { term: t('单位'), value: row.unit?.name },
          { term: t('状态'), value: <AccountState row={row} /> },
          { term: t('动态口令'), value: row.secondFactor ? t('已启用') : t('未启用') },
        ]}
      />
      <Roles row={row} onRevoke={setAsking} />
      <p className="form-actions">
        <Action whyNot={whyNot(row.actions, 'reset')} onClick={() => setAsking('reset')}>
          {t('发新激活码')}
        </Action>
        <Action danger whyNot={whyNot(row.actions, 'disable')} onClick={() => setAsking('disable')}>
          {t('停用账号')}
        </Action>
      </p>
      {asking === 'reset' && <Resetting row={row} onClose={stop} />}
      {asking === 'disable' && <Disabling row={row} onDone={onClose} onClose={stop} />}
      {asking !== null && typeof asking === 'object' && (
        <Revoking row={row} held={asking} onDone={onClose} onClose={stop} />
      )}
    </SidePanel>
  )
}

type RolesProps = { row: AccountRow; onRevoke: (held: Held) => void }

function Roles({ row, onRevoke }: RolesProps) {
  const refused = whyNot(row.actions, 'revoke-role')
  return (
    <Section title={t('角色')}>
      {row.roles.length === 0 && <p className="quiet">{t('现在没有角色，登录后没有可用的页面。')}</p>}
      <ul className="items">
        {row.roles.map((held) => (
          <li key={`${held.role} ${held.unit?.code ?? ''}`} className="pair">
            <span>{roleWords(held)}</span>
            <Action small whyNot={refused} onClick={() => onRevoke(held)}>
              {t('收回')}
              <span className="unseen">{roleWords(held)}</span>
            </Action>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Resetting({ row, onClose }: { row: AccountRow; onClose: () => void }) {
  const change = useChange(resetAccount)
  const code = change.data?.activationCode
  return (
    <Ask
      title={t('发新激活码')}
      open
      yes={code === undefined ? t('发新激活码') : t('已抄下')}
      no={t('关闭')}
      busy={change.isPending}
      onYes={() => (code === undefined ? change.mutate({ params: { id: row.id } }) : onClose())}
      onNo={onClose}
    >
      {code === undefined ? (
        <p>
          {t('{name}忘了密码或丢了手机时用：密码和动态口令作废，已登录的设备退出，凭新激活码重新设置密码。', {
            name: row.name,
          })}
        </p>
      ) : (
        <p>
          {t('一次性激活码（只显示这一次，请抄给本人）：')} <strong className="num code">{code}</strong>
        </p>
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </Ask>
  )
}
