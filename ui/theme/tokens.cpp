// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <array>

namespace lockmaster {
namespace {

Tokens makeDark()
{
    return {.canvas = QColor(0x14171C),
            .surface = QColor(0x1B1F26),
            .raised = QColor(0x242A33),
            .line = QColor(0x3A424E),
            .text = QColor(0xE6E9EE),
            .muted = QColor(0x9DA7B5),
            .accent = QColor(0x5AA2FF),
            .onAccent = QColor(0x0B1420),
            .ok = QColor(0x41BF92),
            .warning = QColor(0xE3A72F),
            .critical = QColor(0xFF6B6B),
            .unknown = QColor(0x99A2B0),
            .blind = QColor(0xBD9BFF),
            .onState = QColor(0x14171C),
            .hover = QColor(0x20252D),
            .selection = QColor(0x1F2B40),
            .changed = QColor(0x2E3320),
            .disabled = QColor(0x6B7482)};
}

Tokens makeLight()
{
    return {.canvas = QColor(0xF4F6F8),
            .surface = QColor(0xFFFFFF),
            .raised = QColor(0xFFFFFF),
            .line = QColor(0xCFD5DD),
            .text = QColor(0x1B2028),
            .muted = QColor(0x566070),
            .accent = QColor(0x1259C3),
            .onAccent = QColor(0xFFFFFF),
            .ok = QColor(0x0B6E4C),
            .warning = QColor(0x7E5700),
            .critical = QColor(0xB92525),
            .unknown = QColor(0x5F6875),
            .blind = QColor(0x6A3FC4),
            .onState = QColor(0xFFFFFF),
            .hover = QColor(0xF1F4F7),
            .selection = QColor(0xEBF3FD),
            .changed = QColor(0xFFF3C9),
            .disabled = QColor(0x98A1AD)};
}

constexpr std::array kOkabeIto{0x56B4E9, 0xE69F00, 0x009E73, 0xCC79A7, 0x0072B2, 0xD55E00, 0xF0E442};

} // namespace

const Tokens &darkTokens()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

const Tokens &lightTokens()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

QColor stateColor(const Tokens &tokens, HealthState role)
{
    switch (role) {
    case HealthState::Ok: return tokens.ok;
    case HealthState::Warning: return tokens.warning;
    case HealthState::Critical: return tokens.critical;
    case HealthState::Unknown: return tokens.unknown;
    case HealthState::Blind: return tokens.blind;
    }
    return tokens.unknown;
}

QColor chartColor(int index)
{
    const auto place = static_cast<std::size_t>(index < 0 ? 0 : index) % kOkabeIto.size();
    return QColor(QRgb(kOkabeIto[place]));
}

QColor waitClassColor(QStringView waitEventType)
{
    if (waitEventType.isEmpty())
        return QColor(0x009E73);
    if (waitEventType == u"IO")
        return QColor(0x56B4E9);
    if (waitEventType == u"Lock")
        return QColor(0xD55E00);
    if (waitEventType == u"LWLock")
        return QColor(0xE69F00);
    if (waitEventType == u"IPC")
        return QColor(0xCC79A7);
    if (waitEventType == u"Timeout")
        return QColor(0xF0E442);
    return QColor(0x8A93A0);
}

} // namespace lockmaster
