import { useState } from 'react'
import { disableAccount, resetAccount } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Ask, AskBecause } from '../../ui/ask.tsx'
import { Facts } from '../../ui/facts.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { AccountState } from './columns.tsx'
import type { AccountRow } from './columns.tsx'

/** One account: its roles, a new code when the password is forgotten, and an end to it. */
export function AccountPanel({ row, onClose }: { row: AccountRow; onClose: () => void }) {
  const [asking, setAsking] = useState<'reset' | 'disable' | null>(null)
  const gone = row.state === 'disabled' ? t('账号已停用。') : undefined
  return (
    <SidePanel title={row.name} closeWord={t('关闭')} open onClose={onClose}>
      <Facts
        facts={[
          { term: t('账号'), value: row.login },
          { term: t('单位'), value: row.unit?.name },
          { term: t('角色'), value: row.roles.map((role) => t(role)).join('、') },
          { term: t('状态'), value: <AccountState row={row} /> },
          { term: t('动态口令'), value: row.secondFactor ? t('已启用') : t('未启用') },
        ]}
      />
      <p className="form-actions">
        <Action whyNot={gone} onClick={() => setAsking('reset')}>
          {t('发新激活码')}
        </Action>
        <Action danger whyNot={gone} onClick={() => setAsking('disable')}>
          {t('停用账号')}
        </Action>
      </p>
      {asking === 'reset' && <Resetting row={row} onClose={() => setAsking(null)} />}
      {asking === 'disable' && <Disabling row={row} onDone={onClose} onClose={() => setAsking(null)} />}
    </SidePanel>
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

type DisablingProps = { row: AccountRow; onDone: () => void; onClose: () => void }

function Disabling({ row, onDone, onClose }: DisablingProps) {
  const change = useChange(disableAccount)
  const disable = (because: string) =>
    change.mutate({ params: { id: row.id }, body: { because } }, { onSuccess: onDone })
  return (
    <AskBecause
      title={t('停用账号')}
      label={t('原因')}
      hint={t('请写明原因，随记录保存')}
      open
      danger
      yes={t('停用')}
      no={t('不停用')}
      busy={change.isPending}
      onYes={disable}
      onNo={onClose}
    >
      <p>
        {t('{name}（{login}）将不能再登录，已登录的设备随即退出；他的记录都保留。', {
          name: row.name,
          login: row.login,
        })}
      </p>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </AskBecause>
  )
}
