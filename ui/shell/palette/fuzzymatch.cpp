// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette/fuzzymatch.h"

#include <algorithm>

namespace lockmaster {

namespace {

constexpr int kWordStart = 12;
constexpr int kNeighbour = 8;
constexpr int kAnywhere = 1;

bool isWordStart(QStringView name, qsizetype place)
{
    return place == 0 || !name[place - 1].isLetterOrNumber();
}

/// The first place of `letter` from `from` on; with `atStart` only where a word begins. −1 when there is none.
qsizetype findLetter(QStringView name, QChar letter, qsizetype from, bool atStart)
{
    for (qsizetype place = from; place < name.size(); ++place)
        if (name[place].toCaseFolded() == letter.toCaseFolded() && (!atStart || isWordStart(name, place)))
            return place;
    return -1;
}

/// Takes the next letter where it touches the one before, else at a word's beginning when those are preferred.
std::optional<int> score(QStringView typed, QStringView name, bool preferStarts)
{
    int sum = 0;
    qsizetype next = 0;
    for (const QChar letter : typed) {
        if (letter.isSpace())
            continue;
        qsizetype place = findLetter(name, letter, next, false);
        const bool touches = place == next && next > 0;
        if (const qsizetype start = findLetter(name, letter, next, true); preferStarts && !touches && start >= 0)
            place = start;
        if (place < 0)
            return std::nullopt;
        sum += touches ? kNeighbour : isWordStart(name, place) ? kWordStart : kAnywhere;
        next = place + 1;
    }
    return sum * 100 - int(name.size());
}

} // namespace

std::optional<int> fuzzyScore(QStringView typed, QStringView name)
{
    return std::max(score(typed, name, true), score(typed, name, false));
}

} // namespace lockmaster
