// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/resp/infotext.h"

#include <algorithm>

namespace lockmaster {
namespace {

bool isStatistics(QByteArrayView section)
{
    return section.endsWith("stats");
}

InfoLine parted(QByteArrayView section, QByteArrayView line)
{
    const qsizetype colon = isStatistics(section) ? line.lastIndexOf(':') : line.indexOf(':');
    return colon <= 0 ? InfoLine() : InfoLine{section, line.first(colon), line.sliced(colon + 1)};
}

} // namespace

void forEachInfoLine(QByteArrayView text, const std::function<void(const InfoLine &)> &take)
{
    QByteArrayView section;
    for (int lines = 0; !text.isEmpty() && lines < kMostInfoLines; ++lines) {
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView line = text.first(end < 0 ? text.size() : end).trimmed();
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (line.startsWith("# ")) {
            section = line.sliced(2);
            continue;
        }
        const InfoLine parts = line.size() > kLongestInfoLine ? InfoLine() : parted(section, line);
        if (!parts.name.isEmpty())
            take(parts);
    }
}

QByteArrayView infoPart(QByteArrayView value, QByteArrayView name)
{
    while (!value.isEmpty()) {
        const qsizetype comma = value.indexOf(',');
        const QByteArrayView part = value.first(comma < 0 ? value.size() : comma);
        if (part.size() > name.size() && part.startsWith(name) && part[name.size()] == '=')
            return part.sliced(name.size() + 1);
        value = comma < 0 ? QByteArrayView() : value.sliced(comma + 1);
    }
    return {};
}

std::optional<std::int64_t> infoInteger(QByteArrayView value, QByteArrayView name)
{
    bool isNumber = false;
    const qlonglong number = infoPart(value, name).toLongLong(&isNumber);
    return isNumber ? std::optional<std::int64_t>(number) : std::nullopt;
}

std::optional<double> infoReal(QByteArrayView value, QByteArrayView name)
{
    bool isNumber = false;
    const double number = infoPart(value, name).toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

QString infoString(QByteArrayView bytes)
{
    constexpr qsizetype kLongest = 256;
    return QString::fromUtf8(bytes.first(std::min(bytes.size(), kLongest)));
}

} // namespace lockmaster
