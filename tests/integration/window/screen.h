// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An X server without a monitor, and a hand on it: focus, keys and the close button, as a window manager sends them.
// Gone when the screen is destroyed or the test dies.
#pragma once

#include <QProcess>

#include <csignal>
#include <cstdlib>
#include <memory>

#include <sys/prctl.h>
#include <xcb/xcb.h>

namespace lockmaster {

/// Ends with the test, also when that is killed.
inline void startBound(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process.start(program, arguments);
    process.waitForStarted();
}

inline void endNow(QProcess &process)
{
    process.terminate();
    if (!process.waitForFinished(5000))
        process.kill();
    process.waitForFinished();
}

/// What a process says in its first line; empty when it says nothing.
inline QString firstLine(QProcess &process)
{
    while (!process.canReadLine() && process.waitForReadyRead(20'000)) {
    }
    return QString::fromUtf8(process.readLine()).trimmed();
}

class Screen
{
public:
    ~Screen() { end(); }

    void end()
    {
        m_connection.reset();
        endNow(m_server);
    }

    bool start()
    {
        startBound(m_server, QStringLiteral("Xvfb"),
                   {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                    QStringLiteral("1600x1000x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp")});
        const QString number = firstLine(m_server);
        m_name = QStringLiteral(":") + number;
        m_connection.reset(xcb_connect(m_name.toLatin1(), nullptr));
        return !number.isEmpty() && xcb_connection_has_error(m_connection.get()) == 0;
    }

    [[nodiscard]] const QString &name() const { return m_name; } ///< for DISPLAY

    /// The uppermost window whose title contains `title`; 0 when there is none.
    [[nodiscard]] xcb_window_t window(const QString &title) const
    {
        const auto tree = own(xcb_query_tree_reply(raw(), xcb_query_tree(raw(), root()), nullptr));
        if (!tree)
            return 0;
        const xcb_window_t *windows = xcb_query_tree_children(tree.get());
        for (int i = xcb_query_tree_children_length(tree.get()) - 1; i >= 0; --i)
            if (isShown(windows[i]) && titleOf(windows[i]).contains(title))
                return windows[i];
        return 0;
    }

    void focus(xcb_window_t window) const
    {
        xcb_set_input_focus(raw(), XCB_INPUT_FOCUS_PARENT, window, XCB_CURRENT_TIME);
        xcb_flush(raw());
    }

    /// A key of the first level of the keyboard ("k" as 'k', F1 as 0xffbe), with XCB_MOD_MASK_….
    void press(xcb_window_t window, xcb_keysym_t key, uint16_t modifiers = 0) const
    {
        xcb_key_press_event_t event{};
        event.detail = codeOf(key);
        event.root = root();
        event.event = window;
        event.state = modifiers;
        event.same_screen = 1;
        for (const uint8_t type : {XCB_KEY_PRESS, XCB_KEY_RELEASE}) {
            event.response_type = type;
            xcb_send_event(raw(), 1, window, XCB_EVENT_MASK_NO_EVENT, reinterpret_cast<const char *>(&event));
        }
        xcb_flush(raw());
    }

    void close(xcb_window_t window) const ///< the close button of the frame
    {
        xcb_client_message_event_t event{};
        event.response_type = XCB_CLIENT_MESSAGE;
        event.format = 32;
        event.window = window;
        event.type = atom("WM_PROTOCOLS");
        event.data.data32[0] = atom("WM_DELETE_WINDOW");
        xcb_send_event(raw(), 0, window, XCB_EVENT_MASK_NO_EVENT, reinterpret_cast<const char *>(&event));
        xcb_flush(raw());
    }

private:
    template <typename Reply>
    static std::unique_ptr<Reply, decltype(&std::free)> own(Reply *reply)
    {
        return {reply, &std::free};
    }

    [[nodiscard]] xcb_connection_t *raw() const { return m_connection.get(); }
    [[nodiscard]] xcb_window_t root() const { return xcb_setup_roots_iterator(xcb_get_setup(raw())).data->root; }

    [[nodiscard]] xcb_atom_t atom(std::string_view name) const
    {
        const auto cookie = xcb_intern_atom(raw(), 0, static_cast<uint16_t>(name.size()), name.data());
        const auto reply = own(xcb_intern_atom_reply(raw(), cookie, nullptr));
        return reply ? reply->atom : xcb_atom_t{XCB_ATOM_NONE};
    }

    [[nodiscard]] bool isShown(xcb_window_t window) const
    {
        const auto cookie = xcb_get_window_attributes(raw(), window);
        const auto reply = own(xcb_get_window_attributes_reply(raw(), cookie, nullptr));
        return reply && reply->map_state == XCB_MAP_STATE_VIEWABLE;
    }

    [[nodiscard]] QString titleOf(xcb_window_t window) const
    {
        const auto cookie = xcb_get_property(raw(), 0, window, atom("_NET_WM_NAME"), atom("UTF8_STRING"), 0, 256);
        const auto reply = own(xcb_get_property_reply(raw(), cookie, nullptr));
        if (!reply)
            return {};
        const auto *text = static_cast<const char *>(xcb_get_property_value(reply.get()));
        return QString::fromUtf8(text, xcb_get_property_value_length(reply.get()));
    }

    [[nodiscard]] xcb_keycode_t codeOf(xcb_keysym_t key) const
    {
        const xcb_setup_t *setup = xcb_get_setup(raw());
        const auto count = static_cast<uint8_t>(setup->max_keycode - setup->min_keycode + 1);
        const auto cookie = xcb_get_keyboard_mapping(raw(), setup->min_keycode, count);
        const auto reply = own(xcb_get_keyboard_mapping_reply(raw(), cookie, nullptr));
        for (int code = 0; reply && code < count; ++code)
            if (xcb_get_keyboard_mapping_keysyms(reply.get())[code * reply->keysyms_per_keycode] == key)
                return static_cast<xcb_keycode_t>(setup->min_keycode + code);
        return 0;
    }

    QProcess m_server;
    QString m_name;
    std::unique_ptr<xcb_connection_t, decltype(&xcb_disconnect)> m_connection{nullptr, &xcb_disconnect};
};

} // namespace lockmaster
