// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <format>

namespace lockmaster {
namespace {

using namespace std::chrono;

struct Scaled {
    double value = 0;
    std::size_t step = 0;
};

/// Divides until what is shown is below `base`: 1023.97 with one decimal would read as a full next step.
Scaled scaled(double value, double base, std::size_t lastStep)
{
    Scaled result{value, 0};
    while (result.step < lastStep && std::round(std::abs(result.value)) >= base) {
        result.value /= base;
        ++result.step;
    }
    return result;
}

QString withDecimals(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

/// One decimal below 100, none above: three figures tell enough.
QString threeFigures(double value)
{
    return withDecimals(value, std::abs(value) < 99.95 ? 1 : 0);
}

/// Whole numbers of the large unit stand alone; they are settings ("5 m"), hardly ever measurements.
QString twoUnits(microseconds age, microseconds large, const char *alone, microseconds small, const char *both)
{
    const QString count = QLocale().toString(qlonglong(age / large));
    if (age % large == 0us)
        return QCoreApplication::translate("Format", alone).arg(count);
    return QCoreApplication::translate("Format", both).arg(count).arg(age % large / small, 2, 10, QLatin1Char('0'));
}

QString subSecond(microseconds age)
{
    if (age > 0us && age < 1ms)
        return QCoreApplication::translate("Format", "%1 µs").arg(age.count());
    const int decimals = age < 10ms && age % 1ms != 0us ? 1 : 0;
    return QCoreApplication::translate("Format", "%1 ms").arg(withDecimals(double(age / 100us) / 10, decimals));
}

QString daysAndHours(microseconds age)
{
    return QCoreApplication::translate("Format", "%1 d %2 h")
        .arg(QLocale().toString(qlonglong(age / days(1))))
        .arg(age % days(1) / 1h);
}

QDateTime localTime(WallTime moment)
{
    return QDateTime::fromMSecsSinceEpoch(floor<milliseconds>(moment).time_since_epoch().count());
}

} // namespace

QString formatDuration(microseconds duration)
{
    // Cut, not rounded: an age of 59.99 s is not yet a minute.
    const microseconds age = std::max(duration, microseconds::zero());
    if (age < 10ms)
        return subSecond(age);
    if (age < 1s)
        return subSecond(floor<milliseconds>(age));
    if (age < 1min)
        return QCoreApplication::translate("Format", "%1 s")
            .arg(withDecimals(double(age / 100ms) / 10, age % 1s == 0us ? 0 : 1));
    if (age < 1h)
        return twoUnits(age, 1min, QT_TRANSLATE_NOOP("Format", "%1 m"), 1s, QT_TRANSLATE_NOOP("Format", "%1 m %2 s"));
    if (age < days(1))
        return twoUnits(age, 1h, QT_TRANSLATE_NOOP("Format", "%1 h"), 1min, QT_TRANSLATE_NOOP("Format", "%1 h %2 m"));
    return daysAndHours(age);
}

QString formatWholeSeconds(microseconds duration)
{
    return duration < 1s ? QCoreApplication::translate("Format", "< 1 s") : formatDuration(floor<seconds>(duration));
}

QString formatBytes(std::int64_t bytes)
{
    static constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    const auto [value, step] = scaled(double(bytes), 1024, kUnits.size() - 1);
    const QString number = step == 0 ? QLocale().toString(qlonglong(bytes)) : threeFigures(value);
    return number + u' ' + QLatin1StringView(kUnits[step]);
}

QString formatCount(std::int64_t count)
{
    if (count > -100'000 && count < 100'000)
        return QLocale().toString(qlonglong(count));
    static constexpr std::array kUnits{"", "k", "M", "G", "T", "P", "E"};
    const auto [value, step] = scaled(double(count), 1000, kUnits.size() - 1);
    return threeFigures(value) + u' ' + QLatin1StringView(kUnits[step]);
}

QString formatRate(double perSecond)
{
    if (!std::isfinite(perSecond))
        return unknownValue();
    const double size = std::abs(perSecond);
    QString number;
    if (size >= 99'999.5 && size < 9e18)
        number = formatCount(std::llround(perSecond));
    else if (size >= 99.95 || size == 0)
        number = withDecimals(perSecond, 0);
    else
        number = withDecimals(perSecond, size < 0.995 ? 2 : 1);
    return QCoreApplication::translate("Format", "%1/s").arg(number);
}

QString formatPercent(double ratio)
{
    if (!std::isfinite(ratio))
        return unknownValue();
    // 100 % is said of what is full, not of what is nearly so.
    if (ratio > 0 && ratio < 0.0005)
        return QCoreApplication::translate("Format", "< 0.1 %"); // small is not nothing
    const double percent = ratio < 1 ? std::min(ratio * 100, 99.9) : ratio * 100;
    return withDecimals(percent, 1) + QStringLiteral(" %");
}

QString formatTimeOfDay(WallTime moment)
{
    return localTime(moment).toString(QStringLiteral("HH:mm:ss"));
}

QString formatMoment(WallTime moment)
{
    return localTime(moment).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz t"));
}

QString formatIso(WallTime moment)
{
    return QString::fromStdString(std::format("{:%FT%T}Z", moment));
}

std::optional<WallTime> parseIso(const QString &text)
{
    // QDateTime keeps milliseconds only: the last three digits are read apart.
    if (text.size() != 27 || !text.endsWith(u'Z'))
        return {};
    const QDateTime time = QDateTime::fromString(text.first(23) + u'Z', Qt::ISODateWithMs);
    bool isNumber = false;
    const int micros = text.sliced(23, 3).toInt(&isNumber);
    if (!time.isValid() || !isNumber)
        return {};
    return WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()) + std::chrono::microseconds(micros));
}

QString unknownValue()
{
    return QStringLiteral("–");
}

} // namespace lockmaster
