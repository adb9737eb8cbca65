# 关于一条记录的说法。

date = { $year }年{ $month }{ $day }日
month-of-year = { $year }年{ $month }
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
weekday-mo = 周一
weekday-tu = 周二
weekday-we = 周三
weekday-th = 周四
weekday-fr = 周五
weekday-sa = 周六
weekday-su = 周日
weekday-full-mo = 星期一
weekday-full-tu = 星期二
weekday-full-we = 星期三
weekday-full-th = 星期四
weekday-full-fr = 星期五
weekday-full-sa = 星期六
weekday-full-su = 星期日
# 千位分隔符，以及从几位数开始分隔（4 或 5）。
thousands = ,
thousands-from = 4

# 列举时的分隔符。
list-divider = { "、" }

ago-today = 今天
ago-yesterday = 昨天
ago-days = { $count } 天前
ago-weeks = { $count } 周前
ago-months = { $count } 个月前
ago-years = { $count } 年前
checked = { $ago }核实
checked-stale = 已过时：{ $ago }核实
not-checked = 未核实
checked-line = { $ago }（{ $date }）由 { $by } 核实
checked-line-stale = { $ago }（{ $date }）核实 — 介绍人去之前先打电话
not-checked-line = 没有人核实过 — 介绍人去之前先打电话
not-checked-line-seen = 没有人核实过。来源查看于{ $seen }：{ $url }
not-checked-line-undated = 没有人核实过。来源查看日期不详：{ $url }
# 供朗读，接在“核实”之后。
checked-spoken = { $ago }，{ $date }，由 { $by } 核实
checked-spoken-stale = { $ago }，{ $date }。介绍人去之前先打电话。
not-checked-spoken = 没有人核实过。介绍人去之前先打电话。
not-checked-spoken-seen = 没有人核实过。来源查看于{ $seen }：{ $url }
not-checked-spoken-undated = 没有人核实过。来源查看日期不详：{ $url }

open-until = 开放至 { $time }
open-always = 全天候开放
closed = 已关门
closed-opens = 已关门，{ $time } 开门
hours-unknown = 开放时间不详
moment-tomorrow = 明天 { $time }
# 用于服务，代替开放时间。
not-running = 目前不提供
has-ended = 已经结束
closed-for-a-time = 暂时关闭
span = { $from }–{ $to }
span-spoken = { $from } 到 { $to }
hours-zone = 按当地时间，那里现在是 { $time }
hours-all-day = 全天
hours-day-closed = 休息
hours-day-unknown = 不详

area-world = 全球
area-country = { $country }全国
area-label = 覆盖范围
address-confidential = 地址保密：先打电话
address-confidential-in = { $place }：地址保密，先打电话

phone-extension = { $number } 转 { $extension }
phone-speaks = 会说{ $languages }
phone-hotline = 热线
phone-text = 短信
phone-fax = 传真
phone-tty = 文字电话
phone-mobile = 手机

note-in-language = { $language }
note-from-location = 来自该地点
note-from-organization = 来自该机构
note-at-place = 在{ $place }
note-postal = 仅收信件
note-virtual = 在网上
note-today = 今天

service-inactive = 这项服务目前不提供。
service-defunct = 这项服务已经结束。
service-temporarily-closed = 这项服务暂时关闭。
cost-free = 免费
ages-between = { $from } 至 { $to } 岁
ages-from = { $from } 岁以上
ages-to = { $to } 岁以下
also-called = 又称
wait-label = 等候时间
interpreters-label = 口译
organization-label = 机构

nswp-who-we-work-with = 我们与谁合作
nswp-sex-worker-involvement = 性工作者如何参与
nswp-priority-areas = 优先领域
nswp-main-challenges = 主要困难
nswp-other-work = 其他工作领域
nswp-country = 原文所写国家
priority-area-decriminalisation = 反对将性工作罪化及其他法律压迫，支持承认性工作是工作
priority-area-trafficking-paradigm = 批评将性工作、移民与流动混为一谈的人口贩运论
priority-area-health-access = 倡导人人享有医疗服务，包括基本医疗、艾滋病以及性与生殖健康服务
priority-area-violence = 公开反对针对性工作者的暴力，包括来自警察、机构、客人和亲密伴侣的暴力，并质疑性工作本身就是性别暴力的说法
priority-area-human-rights-abuses = 反对侵犯人权，包括强制项目、强制检测、突击搜查和强制改造
priority-area-stigma = 反对对性工作者、其家人和伴侣以及其他相关人士的污名与歧视
priority-area-economic-empowerment = 倡导性工作者以性工作者的身份获得经济赋权和社会融入

publisher-line = { $name }，第 { $version } 版，{ $standing }
publisher-embedded = 随程序附带，未签名
publisher-demo = 为练习而虚构
publisher-signed = 已签名
published = 发布于{ $date }
changed-label = 记录最后修改
seen-label = 见于
id-label = 编号

# 屏幕上的短标签：最多 9 列。
label-checked = 核实
label-alert = 注意
label-call = 电话
label-go = 地点
label-mail = 邮件
label-web = 网址
label-hours = 时间
label-cost = 费用
label-bring = 携带
label-for = 对象
label-languages = 语言
label-helps = 帮助
label-about = 介绍
label-apply = 办法
label-services = 另见
label-profile = 简介
label-source = 来源

# 供朗读。
word-checked = 核实
word-alert = 注意
word-call = 电话
word-go = 地点
word-mail = 电子邮件
word-web = 网址
word-hours = 开放时间
word-cost = 费用
word-bring = 请携带
word-for = 服务对象
word-languages = 语言
word-helps = 提供帮助
word-about = 介绍
word-apply = 如何办理
word-services = 另见
word-profile = 简介
word-source = 来源

# 版本超出发布者承诺的期限。
currency-expired = 已过期，有效至{ $date }（{ $ago }）：{ $publisher }。请取得新版本。
currency-past-limit = 过期太久，有效至{ $date }（{ $ago }）：{ $publisher }。请取得新版本。
currency-clock = 本机时钟落后：{ $publisher } 签署于{ $date }。
currency-entry-expired = 发布者保证到{ $date }为止（{ $ago }）。
currency-entry-past-limit = 发布者保证到{ $date }为止（{ $ago }）。时间太久：介绍人去之前先打电话。
currency-withheld = 电话、地址和链接过于陈旧，没有显示。在条目中按 { $key } 显示。
