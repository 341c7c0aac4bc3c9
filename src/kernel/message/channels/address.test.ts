import assert from 'node:assert/strict'
import { test } from 'node:test'
import { robotAddress } from './address.ts'

const allowed = (webhook: string, other = ''): boolean =>
  robotAddress('dingtalk', webhook, other) instanceof URL

test('a robot is reached at its service alone, encrypted', () => {
  assert.ok(allowed('https://oapi.dingtalk.com/robot/send?access_token=a'))
  assert.ok(
    robotAddress('wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a', '') instanceof URL,
  )
  for (const webhook of [
    'http://oapi.dingtalk.com/robot/send',
    'https://oapi.dingtalk.com:8443/robot/send',
    'https://oapi.dingtalk.com.example/robot/send',
    'https://oapi.dingtalk.com@example/robot/send',
    'https://oapi.dingtalk.com/user/get',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
    'https://example.com/robot/send',
    'file:///etc/passwd',
    'nonsense',
  ])
    assert.ok(!allowed(webhook), webhook)
})

test('another host is allowed by its name, this machine never', () => {
  assert.ok(allowed('https://im.edu.example/hook', 'im.edu.example'))
  assert.ok(allowed('https://10.1.2.3:8443/hook', '10.1.2.3:8443'))
  assert.ok(!allowed('https://im.edu.example.org/hook', 'im.edu.example'))
  for (const host of ['localhost', '127.0.0.1', '[::1]', '169.254.169.254', '0.0.0.0', '2130706433'])
    assert.ok(!allowed(`https://${host}/hook`, host), host)
})
