# ما يُقال عن المدخل.

date = { $day } { $month } { $year }
month-of-year = { $month } { $year }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
weekday-mo = الاثنين
weekday-tu = الثلاثاء
weekday-we = الأربعاء
weekday-th = الخميس
weekday-fr = الجمعة
weekday-sa = السبت
weekday-su = الأحد
weekday-full-mo = الاثنين
weekday-full-tu = الثلاثاء
weekday-full-we = الأربعاء
weekday-full-th = الخميس
weekday-full-fr = الجمعة
weekday-full-sa = السبت
weekday-full-su = الأحد
# ما يفصل بين الآلاف، وابتداءً من كم رقم (4 أو 5).
thousands = ,
thousands-from = 4

# ما يفصل بين أشياء القائمة.
list-divider = { "، " }

ago-today = اليوم
ago-yesterday = أمس
ago-days =
    { $count ->
        [one] قبل يوم
        [two] قبل يومين
        [few] قبل { $count } أيام
        [many] قبل { $count } يومًا
       *[other] قبل { $count } يوم
    }
ago-weeks =
    { $count ->
        [one] قبل أسبوع
        [two] قبل أسبوعين
        [few] قبل { $count } أسابيع
        [many] قبل { $count } أسبوعًا
       *[other] قبل { $count } أسبوع
    }
ago-months =
    { $count ->
        [one] قبل شهر
        [two] قبل شهرين
        [few] قبل { $count } أشهر
        [many] قبل { $count } شهرًا
       *[other] قبل { $count } شهر
    }
ago-years =
    { $count ->
        [one] قبل سنة
        [two] قبل سنتين
        [few] قبل { $count } سنوات
        [many] قبل { $count } سنة
       *[other] قبل { $count } سنة
    }
checked = تم التحقق { $ago }
checked-stale = قديم: تم التحقق { $ago }
not-checked = لم يتم التحقق
checked-line = تم التحقق { $ago } ({ $date })، تحقق منه { $by }
checked-line-stale = تم التحقق { $ago } ({ $date }) — اتصل قبل أن ترسل أحدًا
not-checked-line = لم يتحقق منه أحد — اتصل قبل أن ترسل أحدًا
not-checked-line-seen = لم يتحقق منه أحد. اطُّلع على المصدر ({ $seen }): { $url }
not-checked-line-undated = لم يتحقق منه أحد. تاريخ الاطلاع على المصدر غير معروف: { $url }
# الشيء نفسه للسمع، بعد كلمة «التحقق».
checked-spoken = { $ago }، { $date }، من { $by }
checked-spoken-stale = { $ago }، { $date }. اتصل قبل أن ترسل أحدًا.
not-checked-spoken = لم يتحقق منه أحد. اتصل قبل أن ترسل أحدًا.
not-checked-spoken-seen = لم يتحقق منه أحد. اطُّلع على المصدر ({ $seen }): { $url }
not-checked-spoken-undated = لم يتحقق منه أحد. تاريخ الاطلاع على المصدر غير معروف: { $url }

open-until = مفتوح حتى { $time }
open-always = مفتوح ليلًا ونهارًا
closed = مغلق
closed-opens = مغلق، يفتح { $time }
hours-unknown = ساعات العمل غير معروفة
moment-tomorrow = غدًا { $time }
# عن خدمة، مكان ساعات عملها.
not-running = لا تعمل حاليًا
has-ended = انتهت
closed-for-a-time = مغلقة مؤقتًا
span = من { $from } إلى { $to }
span-spoken = من { $from } إلى { $to }
hours-zone = بتوقيت المكان، حيث الساعة الآن { $time }
hours-all-day = طوال اليوم
hours-day-closed = مغلق
hours-day-unknown = غير معروف

area-world = في كل أنحاء العالم
area-country = { $country }، كل البلاد
area-label = تغطي
address-confidential = العنوان سري: اتصل أولًا
address-confidential-in = { $place }: العنوان سري، اتصل أولًا

phone-extension = { $number } تحويلة { $extension }
phone-speaks = يتحدثون { $languages }
phone-hotline = خط ساخن
phone-text = رسالة نصية
phone-fax = فاكس
phone-tty = هاتف نصي
phone-mobile = هاتف محمول

note-in-language = باللغة { $language }
note-from-location = من المكان
note-from-organization = من المنظمة
note-at-place = في { $place }
note-postal = للرسائل فقط
note-virtual = على الإنترنت
note-today = اليوم

service-inactive = هذه الخدمة لا تعمل حاليًا.
service-defunct = هذه الخدمة انتهت.
service-temporarily-closed = هذه الخدمة مغلقة مؤقتًا.
cost-free = مجانًا
ages-between = العمر من { $from } إلى { $to }
ages-from = ابتداءً من عمر { $from }
ages-to = حتى عمر { $to }
also-called = يسمى أيضًا
wait-label = مدة الانتظار
interpreters-label = مترجمون
organization-label = المنظمة

nswp-who-we-work-with = مع من نعمل
nswp-sex-worker-involvement = كيف يشارك العاملون بالجنس
nswp-priority-areas = مجالات الأولوية
nswp-main-challenges = أهم التحديات
nswp-other-work = مجالات عمل أخرى
nswp-country = البلد كما هو مكتوب
priority-area-decriminalisation = معارضة تجريم العمل الجنسي وكل قمع قانوني آخر له ودعم الاعتراف به كعمل
priority-area-trafficking-paradigm = نقد خطاب الاتجار بالبشر الذي يخلط بين العمل الجنسي والهجرة والتنقل
priority-area-health-access = المطالبة بحصول الجميع على الخدمات الصحية، ومنها الرعاية الأولية وخدمات فيروس نقص المناعة والصحة الجنسية والإنجابية
priority-area-violence = رفع الصوت ضد العنف على العاملين بالجنس، ومنه عنف الشرطة والمؤسسات والزبائن والشركاء، ودحض القول إن العمل الجنسي عنف قائم على النوع بطبيعته
priority-area-human-rights-abuses = معارضة انتهاكات حقوق الإنسان، ومنها البرامج القسرية والفحص الإلزامي والمداهمات وإعادة التأهيل بالإكراه
priority-area-stigma = محاربة الوصم والتمييز ضد العاملين بالجنس وعائلاتهم وشركائهم وغيرهم ممن لهم صلة بالعمل الجنسي
priority-area-economic-empowerment = المطالبة بالتمكين الاقتصادي والإدماج الاجتماعي للعاملين بالجنس بصفتهم هذه

publisher-line = { $name }، الإصدار { $version }، { $standing }
publisher-embedded = جاء مع البرنامج، غير موقّع
publisher-demo = مختلق للتدريب
publisher-signed = موقّع
published = نُشر في { $date }
changed-label = آخر تغيير في المدخل
seen-label = شوهد في
id-label = المعرّف

# عناوين قصيرة للشاشة: 9 أعمدة على الأكثر.
label-checked = التحقق
label-alert = تنبيه
label-call = اتصل
label-go = المكان
label-mail = بريد
label-web = الموقع
label-hours = الساعات
label-cost = التكلفة
label-bring = أحضر
label-for = لمن
label-languages = اللغات
label-helps = المساعدة
label-about = تفاصيل
label-apply = كيف
label-services = انظر
label-profile = نبذة
label-source = المصدر

# الشيء نفسه للسمع.
word-checked = التحقق
word-alert = تنبيه
word-call = الهاتف
word-go = المكان
word-mail = البريد الإلكتروني
word-web = الموقع
word-hours = ساعات العمل
word-cost = التكلفة
word-bring = أحضر معك
word-for = لمن
word-languages = اللغات
word-helps = المساعدة في
word-about = تفاصيل
word-apply = كيف تصل إلى الخدمة
word-services = انظر أيضًا
word-profile = نبذة
word-source = المصدر

# عن نسخة أقدم مما يضمنه ناشرها.
currency-expired = انتهت صلاحيته في { $date } ({ $ago }): { $publisher }. احصل على نسخة أحدث.
currency-past-limit = قديم جدًا، صالح حتى { $date } ({ $ago }): { $publisher }. احصل على نسخة أحدث.
currency-clock = ساعة هذا الحاسوب متأخرة: وُقّع { $publisher } في { $date }.
currency-entry-expired = ضمن الناشر هذا حتى { $date } ({ $ago }).
currency-entry-past-limit = ضمن الناشر هذا حتى { $date } ({ $ago }). هذا قديم جدًا: اتصل قبل أن ترسل أحدًا.
currency-withheld = الهواتف والعناوين والروابط غير معروضة لأنها قديمة جدًا. المفتاح { $key } داخل السجل يعرضها.
