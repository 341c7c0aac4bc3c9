import { disableAccount, revokeRole } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { AskBecause } from '../../ui/ask.tsx'
import { Notice } from '../../ui/states.tsx'
import { roleWords } from './columns.tsx'
import type { AccountRow } from './columns.tsx'

type Props = { row: AccountRow; onDone: () => void; onClose: () => void }

/** Ends an account for good, with a reason. */
export function Disabling({ row, onDone, onClose }: Props) {
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

/** Takes one role of an account back, with a reason; the account and its other roles stay. */
export function Revoking({ row, held, onDone, onClose }: Props & { held: AccountRow['roles'][number] }) {
  const change = useChange(revokeRole)
  const { role, unit } = held
  const revoke = (because: string) =>
    change.mutate(
      { params: { id: row.id }, body: { role, unit: unit?.code ?? null, because } },
      { onSuccess: onDone },
    )
  return (
    <AskBecause
      title={t('收回角色')}
      label={t('原因')}
      hint={t('请写明原因，随记录保存')}
      open
      danger
      yes={t('收回')}
      no={t('不收回')}
      busy={change.isPending}
      onYes={revoke}
      onNo={onClose}
    >
      <p>
        {t('将收回{name}（{login}）的角色“{role}”，已登录的设备随即退出；账号和其他角色不变。', {
          name: row.name,
          login: row.login,
          role: roleWords(held),
        })}
      </p>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </AskBecause>
  )
}
