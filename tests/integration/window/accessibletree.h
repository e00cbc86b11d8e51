// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader gets of a running program: a bus of its own, and the tree of what is shown. Linux's AT-SPI.
#pragma once

#include "screen.h"

#include <QStringList>

#include <algorithm>
#include <utility>
#include <vector>

#include <atspi/atspi.h>

namespace lockmaster {

/// A session bus and the registry of accessible programs on it. One in a process: libatspi keeps its connection.
class AccessibilityBus
{
public:
    ~AccessibilityBus() { end(); }

    void end()
    {
        if (std::exchange(m_isOpen, false))
            atspi_exit();
        endNow(m_registry);
        endNow(m_bus);
    }

    bool start(const Screen &screen)
    {
        startBound(m_bus, QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        m_address = firstLine(m_bus);
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toLatin1());
        qputenv("DISPLAY", screen.name().toLatin1());
        startBound(m_registry, QStringLiteral("/usr/libexec/at-spi-bus-launcher"),
                   {QStringLiteral("--launch-immediately")});
        m_isOpen = atspi_init() == 0;
        atspi_set_timeout(10'000, 20'000);
        return m_isOpen && !m_address.isEmpty();
    }

private:
    QProcess m_bus;
    QProcess m_registry;
    QString m_address;
    bool m_isOpen = false;
};

/// One node, as it was when the tree was read.
struct Accessible {
    std::shared_ptr<AtspiAccessible> node;
    QString role;
    QString name;
    QString description;
    QString path; ///< roles and names from the window down
    bool isFocusable = false;
    bool isFocused = false;
    bool isEnabled = false;
};

namespace atspi {

inline QString taken(gchar *text)
{
    const QString copy = QString::fromUtf8(text);
    g_free(text);
    return copy;
}

template <typename T>
std::shared_ptr<T> owned(T *object)
{
    return {object, [](T *held) {
                if (held)
                    g_object_unref(held);
            }};
}

inline Accessible read(std::shared_ptr<AtspiAccessible> node, const QString &above)
{
    const auto states = owned(atspi_accessible_get_state_set(node.get()));
    const auto has = [&](AtspiStateType state) { return states && atspi_state_set_contains(states.get(), state); };
    Accessible read{.role = taken(atspi_accessible_get_role_name(node.get(), nullptr)),
                    .name = taken(atspi_accessible_get_name(node.get(), nullptr)),
                    .description = taken(atspi_accessible_get_description(node.get(), nullptr)),
                    .isFocusable = has(ATSPI_STATE_FOCUSABLE),
                    .isFocused = has(ATSPI_STATE_FOCUSED),
                    .isEnabled = has(ATSPI_STATE_ENABLED)};
    read.path = above + QStringLiteral("/%1 “%2”").arg(read.role, read.name);
    read.node = std::move(node);
    return read;
}

inline bool isShown(AtspiAccessible *node)
{
    const auto states = owned(atspi_accessible_get_state_set(node));
    return states && atspi_state_set_contains(states.get(), ATSPI_STATE_SHOWING);
}

/// Cells are data, not controls: of a table only so many children are read that its headings are among them.
constexpr int kMostChildren = 100;

inline void walk(const std::shared_ptr<AtspiAccessible> &node, const QString &above, std::vector<Accessible> &all)
{
    all.push_back(read(node, above));
    const QString path = all.back().path;
    const int count = std::min(atspi_accessible_get_child_count(node.get(), nullptr), kMostChildren);
    for (int i = 0; i < count; ++i) {
        const auto child = owned(atspi_accessible_get_child_at_index(node.get(), i, nullptr));
        if (child && isShown(child.get()))
            walk(child, path, all);
    }
}

/// The program with this process id; null until it has registered.
inline std::shared_ptr<AtspiAccessible> program(qint64 pid)
{
    const auto desktop = owned(atspi_get_desktop(0));
    const int count = desktop ? atspi_accessible_get_child_count(desktop.get(), nullptr) : 0;
    for (int i = 0; i < count; ++i) {
        auto child = owned(atspi_accessible_get_child_at_index(desktop.get(), i, nullptr));
        if (child && atspi_accessible_get_process_id(child.get(), nullptr) == static_cast<guint>(pid))
            return child;
    }
    return {};
}

/// Everything the program shows, windows first; nothing is kept from an earlier call.
inline std::vector<Accessible> tree(qint64 pid)
{
    std::vector<Accessible> all;
    const auto root = program(pid);
    if (!root)
        return all;
    atspi_accessible_set_cache_mask(root.get(), ATSPI_CACHE_NONE);
    const int windows = atspi_accessible_get_child_count(root.get(), nullptr);
    for (int i = 0; i < windows; ++i) {
        const auto window = owned(atspi_accessible_get_child_at_index(root.get(), i, nullptr));
        if (window && isShown(window.get()))
            walk(window, {}, all);
    }
    return all;
}

/// Does what pressing or choosing it does.
inline bool activate(const Accessible &accessible)
{
    const auto action = owned(atspi_accessible_get_action_iface(accessible.node.get()));
    return action && atspi_action_do_action(action.get(), 0, nullptr);
}

} // namespace atspi
} // namespace lockmaster
