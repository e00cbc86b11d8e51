// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/environmentcolor.h"

namespace lockmaster {

EnvironmentColor environmentColor(QStringView environment)
{
    if (environment == u"staging")
        return {QColor(0xC98A12), QColor(0x14171C)};
    if (environment == u"development")
        return {QColor(0x44596E), QColor(0xFFFFFF)};
    return {QColor(0x8C3526), QColor(0xFFFFFF)};
}

} // namespace lockmaster
