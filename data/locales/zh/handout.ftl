# 交给来访者带走的单子上写的内容。

handout-title = 去哪里，给谁打电话
handout-name-not-told = 地点 { $letter }
handout-helps = 内容
handout-where = 地点
handout-when = 时间
handout-steps = 下一步
handout-note = 备注
handout-room = 笔记
handout-written = 写于{ $date }
handout-directory = 出自名录 { $name }，第 { $version } 版，{ $date }
handout-directory-undated = 出自名录 { $name }，第 { $version } 版
handout-fold = 沿线折叠。
handout-colon = ：

handout-call-first = 先打电话：上次核实于{ $date }。
handout-call-first-unchecked = 先打电话：没有人核实过。
handout-ask-first = 可能已有变化：上次核实于{ $date }。
handout-ask-first-unchecked = 可能已有变化：没有人核实过。
handout-of-organization = 该机构的

handout-today = 今天，{ $day }，{ $date }
handout-days = { $from }至{ $to }
handout-hours-unknown = 开放时间不详。
handout-hours-unknown-call = 开放时间不详：先打电话。
handout-next-week-differs = 其他星期不同：请询问。
handout-clock-ahead = 按当地时间，比这里早 { $hours } 小时
handout-clock-behind = 按当地时间，比这里晚 { $hours } 小时
handout-at = { $moment }：{ $open }

handout-distance = 在{ $from }{ $direction }约 { $distance }
handout-close-by = 离{ $from }很近
metres = { $count } 米
kilometres = { $count } 公里
direction-n = 以北
direction-ne = 东北方向
direction-e = 以东
direction-se = 东南方向
direction-s = 以南
direction-sw = 西南方向
direction-w = 以西
direction-nw = 西北方向

handout-code-phone = 电话
handout-code-web = 网页
handout-code-card = 联系方式
handout-code-text = 全部内容

step-call-first = 去之前先打电话。
step-bring-id = 带上身份证件。
step-bring-papers = 带上与此有关的所有信件和文件。
step-ask-interpreter = 打电话时要求提供口译。
step-take-someone = 找人陪你一起去。
step-write-down = 记下你和谁谈过、对方说了什么。
step-come-back = 如果办不成，再来找我们。
step-ask-for = 请找：{ $what }
