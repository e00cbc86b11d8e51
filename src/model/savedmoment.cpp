// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/savedmoment.h"

#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

constexpr std::array kPlace{QStringView(u"host"), QStringView(u"hostaddr"), QStringView(u"port"),
                            QStringView(u"dbname"), QStringView(u"user")};

} // namespace

Target placeOf(Target target)
{
    target.password = {};
    std::erase_if(target.parameters,
                  [](const auto &parameter) { return !std::ranges::contains(kPlace, QStringView(parameter.first)); });
    return target;
}

Snapshot onThisClock(Snapshot snapshot, Stamp now)
{
    for (Stamp *stamp : {&snapshot.taken, &snapshot.dataTaken})
        stamp->steady = now.steady - (now.wall - stamp->wall);
    return snapshot;
}

} // namespace lockmaster
