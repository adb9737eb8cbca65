# ما يُكتب على الورقة للشخص الذي يأخذها معه.

handout-title = إلى أين تذهب وبمن تتصل
handout-name-not-told = المكان { $letter }
handout-helps = ماذا
handout-where = أين
handout-when = متى
handout-steps = الخطوات التالية
handout-note = ملاحظة
handout-room = ملاحظات
handout-written = كُتب في { $date }
handout-directory = من الدليل { $name }، الإصدار { $version } بتاريخ { $date }
handout-directory-undated = من الدليل { $name }، الإصدار { $version }
handout-fold = اطوِ الورقة على الخطوط.
handout-colon = { ": " }

handout-call-first = اتصل أولًا: آخر تحقق في { $date }.
handout-call-first-unchecked = اتصل أولًا: لم يتحقق منه أحد.
handout-ask-first = ربما تغير: آخر تحقق في { $date }.
handout-ask-first-unchecked = ربما تغير: لم يتحقق منه أحد.
handout-of-organization = عنوان المنظمة

handout-today = اليوم، { $day } { $date }
handout-days = من { $from } إلى { $to }
handout-hours-unknown = ساعات العمل غير معروفة.
handout-hours-unknown-call = ساعات العمل غير معروفة: اتصل أولًا.
handout-next-week-differs = الأسابيع الأخرى مختلفة: اسأل.
handout-clock-ahead = بتوقيت المكان، وهو متقدم { $hours } س عن هنا
handout-clock-behind = بتوقيت المكان، وهو متأخر { $hours } س عن هنا
handout-at = { $moment }: { $open }

handout-distance = على بعد نحو { $distance } { $direction } { $from }
handout-close-by = قريب جدًا من { $from }
metres = { $count } م
kilometres = { $count } كم
direction-n = شمال
direction-ne = شمال شرق
direction-e = شرق
direction-se = جنوب شرق
direction-s = جنوب
direction-sw = جنوب غرب
direction-w = غرب
direction-nw = شمال غرب

handout-code-phone = الهاتف
handout-code-web = صفحة الويب
handout-code-card = جهة اتصال
handout-code-text = كل شيء

step-call-first = اتصل قبل أن تذهب.
step-bring-id = أحضر وثيقة هوية.
step-bring-papers = أحضر كل الرسائل والأوراق المتعلقة بالموضوع.
step-ask-interpreter = اطلب مترجمًا عندما تتصل.
step-take-someone = اصطحب أحدًا معك.
step-write-down = اكتب مع من تحدثت وماذا قيل لك.
step-come-back = عد إلينا إذا لم ينجح الأمر.
step-ask-for = اسأل عن: { $what }
