// Made by npm run docs.
export interface paths {
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For Prometheus. With METRICS_TOKEN set, only for who brings it as a bearer token. */
        get: operations["MetricsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: operations["HealthController_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can requests be served? 503 while the database is away. */
        get: operations["HealthController_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mails that the development mail server took, newest first. */
        get: operations["InboxController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, taken apart. */
        get: operations["InboxController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed whose rights or stopped what, newest first. */
        get: operations["AuditController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An access token for ten minutes, and the cookie `refresh_token`. */
        post: operations["AuthController_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The next access token and the next cookie. */
        post: operations["AuthController_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session of the cookie, of the access token, or of both; its access tokens end at once. */
        post: operations["AuthController_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a mail to the address: a confirmation, or, when it is taken, word to its holder, three an hour at most. The
         *     answer is the same.
         */
        post: operations["AccountsController_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms the address that the link was mailed to: the one of a new account, or an account's new one. */
        post: operations["AccountsController_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a link for a new password, if the address has an account; the answer does not tell. */
        post: operations["AccountsController_forgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sets the password by a mailed link, ends every session and deletes every API key. An invitation is accepted the same
         *     way.
         */
        post: operations["AccountsController_resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes the own password and ends every session, the one that asks too: log in again with the new one. API keys go
         *     on working.
         */
        post: operations["AccountsController_changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the own account is logged in, newest first. */
        get: operations["SessionsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Logs the own account out there, at once. */
        delete: operations["SessionsController_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts, newest first. */
        get: operations["UsersController_list"];
        put?: never;
        /** Creates an account; without a password an invitation is mailed. */
        post: operations["UsersController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account. */
        get: operations["UsersController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the user's tokens at once and stops their mailings. Not oneself, not admins; managers only by an admin. */
        post: operations["UsersController_block"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets the user in again; the mailings go on. */
        post: operations["UsersController_unblock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Takes effect with the user's next request. The last admin stays one. */
        put: operations["UsersController_changeRole"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own account. */
        get: operations["MeController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the own account. A new `email` gets a mail, and is used once that is confirmed. */
        patch: operations["MeController_change"];
        trace?: never;
    };
    "/api/v1/me/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the own picture: PNG, JPEG or WebP, at most 5 MB and 40 million pixels. It is cut to a square. */
        put: operations["MeController_setAvatar"];
        post?: never;
        /** Takes the own picture away. */
        delete: operations["MeController_removeAvatar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All groups, by name. */
        get: operations["GroupsController_list"];
        put?: never;
        /** A group whose members get its permissions on top of those of their roles. */
        post: operations["GroupsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One group. */
        get: operations["GroupsController_read"];
        put?: never;
        post?: never;
        /** The members lose what it gave them. */
        delete: operations["GroupsController_remove"];
        options?: never;
        head?: never;
        /** Takes effect with the members' next requests. */
        patch: operations["GroupsController_change"];
        trace?: never;
    };
    "/api/v1/groups/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is in the group, by address. */
        get: operations["GroupsController_listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Takes the user in; one who is in already stays. */
        put: operations["GroupsController_addMember"];
        post?: never;
        /** Lets the user go; what the group gave them ends with their next request. */
        delete: operations["GroupsController_removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own API keys, newest first; the keys themselves are not shown again. */
        get: operations["ApiKeysController_list"];
        put?: never;
        /** A key for programs, sent as `Authorization: Bearer pl_...`. It is shown in this answer alone. */
        post: operations["ApiKeysController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** The key is refused from the next request on. */
        delete: operations["ApiKeysController_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own clients; everybody's for those who may see them. */
        get: operations["ClientsController_list"];
        put?: never;
        /** A new client: an address or a phone, each once for its owner. */
        post: operations["ClientsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags and operator codes in use, with counts. */
        get: operations["ClientsController_facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One client. */
        get: operations["ClientsController_get"];
        /** Sets every field; what is left out is cleared. */
        put: operations["ClientsController_replace"];
        post?: never;
        /** Deletes a client; messages still on their way to it are cancelled, the ledger stays. */
        delete: operations["ClientsController_remove"];
        options?: never;
        head?: never;
        /** Changes what is given; null clears. */
        patch: operations["ClientsController_update"];
        trace?: never;
    };
    "/api/v1/clients/{id}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is stored about a client, to be handed to them. */
        get: operations["ClientsController_data"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes a client and what names it: the ledger keeps its lines under a pseudonym. There is no way back. */
        post: operations["ClientsController_erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Imports clients from a CSV file: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1251; the first line names the
         *     fields in English or Russian. A client that is known by email or phone gets the cells that are not empty
         *     (`merge=update`), or stays as it is (`merge=skip`). `dryRun=true` only checks and counts.
         */
        post: operations["ImportsController_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own imports, newest first. */
        get: operations["ImportsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is, and its first 100 errors. */
        get: operations["ImportsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/imports/{id}/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The refused rows with their reasons: corrected, the file can be imported as it is. */
        get: operations["ImportsController_rejected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All own clients, oldest first; the file imports back to the same clients. */
        get: operations["ImportsController_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own messages; everybody's for those who may see them. */
        get: operations["MessagesController_list"];
        put?: never;
        /** A new message; `{{slots}}` that no client can fill are refused. */
        post: operations["MessagesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message. */
        get: operations["MessagesController_get"];
        /** Sets every field; what is left out is cleared. */
        put: operations["MessagesController_replace"];
        post?: never;
        /** Deletes a message that no unfinished mailing uses. */
        delete: operations["MessagesController_remove"];
        options?: never;
        head?: never;
        /** Changes what is given; null clears html or text. Runs that have started keep what they send. */
        patch: operations["MessagesController_update"];
        trace?: never;
    };
    "/api/v1/messages/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The message with its slots filled. The html is as it will be sent: show it in a sandbox only. */
        post: operations["MessagesController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends one test mail with the attachments, in a moment. */
        post: operations["MessagesController_sendTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of a message, in the order in which they were added. */
        get: operations["AttachmentsController_list"];
        put?: never;
        /**
         * Attaches a file: at most 10 for a message, and 10 MB together; no programs and scripts. Letters of channel `email`
         *     carry it; the other channels pass it over. Runs that have started keep what they send.
         */
        post: operations["AttachmentsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file, to be saved: it is never shown in a browser. */
        get: operations["AttachmentsController_read"];
        put?: never;
        post?: never;
        /** Takes the file off the message. Runs that have started go on sending it, and their records keep it. */
        delete: operations["AttachmentsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many clients an audience has now, and the first of them. */
        post: operations["MailingPlanController_audience"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The next firings of a schedule. */
        post: operations["MailingPlanController_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own mailings, newest first; managers see everybody's. */
        get: operations["MailingsController_list"];
        put?: never;
        /** Plans a mailing; one whose start is past fires at once. */
        post: operations["MailingsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One mailing, with what became of its deliveries over all runs. */
        get: operations["MailingsController_read"];
        /** Replaces the mailing; what is left out gets its default. */
        put: operations["MailingsController_replace"];
        post?: never;
        /** Deletes the mailing and stops its run; what was sent stays in the log. */
        delete: operations["MailingsController_remove"];
        options?: never;
        head?: never;
        /** Changes the fields that are given. */
        patch: operations["MailingsController_update"];
        trace?: never;
    };
    "/api/v1/mailings/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the mailing now. */
        post: operations["MailingActionsController_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the mailing now; the rest stays unsent. */
        post: operations["MailingActionsController_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Holds the mailing, also in the middle of a run, until it is resumed. */
        post: operations["MailingActionsController_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on after a pause. */
        post: operations["MailingActionsController_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops somebody's mailing, also in the middle of a run. The owner sees the reason. */
        post: operations["MailingActionsController_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a mailing go on that was disabled. */
        post: operations["MailingActionsController_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The firings of the mailing, newest first. */
        get: operations["MailingRecordsController_listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who stopped, disabled or enabled the mailing, and why; newest first. */
        get: operations["MailingRecordsController_listHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record for each message to each client, newest first. */
        get: operations["MailingRecordsController_listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same records with the text that each client gets. */
        get: operations["MailingRecordsController_listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: `progress` while it goes on, `completed` at the end. Ends with the right to read them. */
        get: operations["MailingRecordsController_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own deliveries over all mailings, newest first; managers see everybody's. */
        get: operations["DeliveriesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the uncertain deliveries of the filter again. */
        post: operations["DeliveriesController_resendAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery with the message as this client gets it. */
        get: operations["DeliveriesController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an uncertain delivery again, under the same Message-ID. */
        post: operations["DeliveriesController_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an uncertain delivery for sent. */
        post: operations["DeliveriesController_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own attempts, newest first; managers see everybody's. They are never changed and never deleted. */
        get: operations["AttemptsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attempts/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same list as CSV, newest first. */
        get: operations["AttemptsController_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of a mailing's deliveries, and of its attempts by code, domain and hour. */
        get: operations["AttemptsController_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailings/{id}/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the open run will be done, as far as the last seconds tell. */
        get: operations["AttemptsController_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of a post or a user. A name never stands for another picture, so caches may keep it for a year. */
        get: operations["MediaController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts/feed.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest published posts as RSS 2.0. */
        get: operations["FeedController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is published, newest first; with `status` also drafts and what is yet to come, for those who write. */
        get: operations["PostsController_list"];
        put?: never;
        /** A new post: a draft until its time to be published. */
        post: operations["PostsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One post. Reading it counts a view; HEAD does not. */
        get: operations["PostsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The content as readers would see it; nothing is saved. */
        post: operations["PostsController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a post and its picture. */
        delete: operations["PostsController_delete"];
        options?: never;
        head?: never;
        /** Changes what is given; the slug stays. */
        patch: operations["PostsController_change"];
        trace?: never;
    };
    "/api/v1/posts/{id}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the picture: PNG, JPEG or WebP, at most 5 MB and 40 million pixels. */
        put: operations["PostsController_setImage"];
        post?: never;
        /** Takes the picture away. */
        delete: operations["PostsController_removeImage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service in numbers, at most a minute old, and three posts. */
        get: operations["HomeController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own attempts, letters and mailings in numbers. */
        get: operations["StatsController_readOwn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same over all owners. */
        get: operations["StatsController_readAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came in, newest first. */
        get: operations["ContactController_list"];
        put?: never;
        /** The contact form: ten messages an hour from one network address. */
        post: operations["ContactController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contacts that get nothing from you any more, newest first; everybody's for those who may see them. */
        get: operations["SuppressionsController_list"];
        put?: never;
        /** Adds a contact by hand; what is on its way to it stops. */
        post: operations["SuppressionsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppressions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lets the contact be written to again. */
        delete: operations["SuppressionsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/unsubscribe/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Only asks: mail programs and scanners look at links by themselves (RFC 8058, section 3.1). */
        get: operations["UnsubscribeController_ask"];
        put?: never;
        /** Ends it, as often as one likes. The page's button and the mail program's one click both lead here. */
        post: operations["UnsubscribeController_unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bounces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a bounce or a complaint as a mail server got it; the mail server shows `BOUNCE_TOKEN` as its bearer token. */
        post: operations["BouncesController_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sending/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What Gmail, Yahoo and Microsoft demand of the sender's domain (SPF, DKIM, DMARC, PTR and more), what is missing and
         *     what to put into the DNS, in plain words and the user's language. Every owner may see it: nothing in it is secret.
         */
        get: operations["SenderHealthController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @example {
         *       "status": "ok"
         *     }
         */
        HealthResponse: {
            /** @enum {string} */
            status: "ok";
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "from": "postledger@example.com",
         *       "to": "anna@example.com",
         *       "subject": "Здравствуйте, {{fullName|друг}}!",
         *       "receivedAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        InboxMailResponse: {
            id: string;
            from: string;
            to: string;
            subject: string;
            /** Format: date-time */
            receivedAt: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "from": "postledger@example.com",
         *           "to": "anna@example.com",
         *           "subject": "Здравствуйте, {{fullName|друг}}!",
         *           "receivedAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        InboxPageResponse: {
            items: components["schemas"]["InboxMailResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "name": "Subject",
         *       "value": "News"
         *     }
         */
        MailHeaderResponse: {
            name: string;
            value: string;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "from": "postledger@example.com",
         *       "to": "anna@example.com",
         *       "subject": "Здравствуйте, {{fullName|друг}}!",
         *       "receivedAt": "2030-03-14T09:30:00.000Z",
         *       "headers": [
         *         {
         *           "name": "Subject",
         *           "value": "News"
         *         }
         *       ],
         *       "html": "<p>Здравствуйте, {{fullName|друг}}!</p>",
         *       "text": "Здравствуйте, {{fullName|друг}}!",
         *       "raw": "From: postledger@example.com\r\nTo: anna@example.com\r\nSubject: News\r\n\r\nHello!\r\n"
         *     }
         */
        OpenedMailResponse: {
            id: string;
            from: string;
            to: string;
            subject: string;
            /** Format: date-time */
            receivedAt: string;
            headers: components["schemas"]["MailHeaderResponse"][];
            html: string | null;
            text: string | null;
            /** @description The mail as it came, read as UTF-8. */
            raw: string;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "email": "anna@example.com",
         *       "apiKeyId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *     }
         */
        AuditActorResponse: {
            id: string;
            /** @description As it was then. */
            email: string;
            /** @description The API key that was used, if any. */
            apiKeyId: string | null;
        };
        /**
         * @example {
         *       "type": "user",
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "name": "Spring news"
         *     }
         */
        AuditTargetResponse: {
            /** @enum {string} */
            type: "user" | "group" | "mailing" | "api_key";
            id: string;
            /** @description The address or the name, as it was then. */
            name: string;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "at": "2030-03-14T09:30:00.000Z",
         *       "action": "user.created",
         *       "actor": {
         *         "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *         "email": "anna@example.com",
         *         "apiKeyId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *       },
         *       "ip": "203.0.113.7",
         *       "target": {
         *         "type": "user",
         *         "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *         "name": "Spring news"
         *       },
         *       "details": {
         *         "role": "manager"
         *       }
         *     }
         */
        AuditEventResponse: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            action: "user.created" | "user.blocked" | "user.unblocked" | "user.role_changed" | "group.created" | "group.changed" | "group.deleted" | "group.member_added" | "group.member_removed" | "mailing.disabled" | "mailing.enabled" | "mailing.stopped" | "api_key.created" | "api_key.revoked";
            /** @description Null for the command line and for people who are not signed in. */
            actor: components["schemas"]["AuditActorResponse"] | null;
            /** @description The network address it came from; null for the command line. */
            ip: string | null;
            target: components["schemas"]["AuditTargetResponse"];
            /** @description What else belongs to it, for example the role before and after. */
            details: {
                [key: string]: unknown;
            };
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "at": "2030-03-14T09:30:00.000Z",
         *           "action": "user.created",
         *           "actor": {
         *             "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *             "email": "anna@example.com",
         *             "apiKeyId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *           },
         *           "ip": "203.0.113.7",
         *           "target": {
         *             "type": "user",
         *             "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *             "name": "Spring news"
         *           },
         *           "details": {
         *             "role": "manager"
         *           }
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        AuditPageResponse: {
            items: components["schemas"]["AuditEventResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "email": "anna@example.com",
         *       "password": "correct horse battery staple"
         *     }
         */
        LoginDto: {
            email: string;
            password: string;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "email": "anna@example.com",
         *       "pendingEmail": null,
         *       "role": "user",
         *       "permissions": [
         *         "all.read"
         *       ],
         *       "fullName": "Анна Петрова",
         *       "phone": "79265942750",
         *       "country": "Russia",
         *       "language": "en",
         *       "timezone": "Europe/Moscow",
         *       "avatarUrl": "/api/v1/media/3b1c9d0e7f6a5b4c3d2e1f0a9b8c7d6e.webp"
         *     }
         */
        MeResponse: {
            id: string;
            email: string;
            /** @description A new address that is not confirmed yet. */
            pendingEmail: string | null;
            /** @enum {string} */
            role: "user" | "manager" | "admin";
            /** @description All rights, of the role and the groups together. */
            permissions: ("all.read" | "all.write" | "mailings.disable" | "users.read" | "users.block" | "users.manage" | "blog.write" | "contact.read" | "stats.read" | "audit.read")[];
            fullName: string;
            phone: string | null;
            country: string | null;
            /** @enum {string} */
            language: "en" | "ru";
            timezone: string | null;
            /** @description From the root of this service; null without a picture. */
            avatarUrl: string | null;
        };
        /**
         * @example {
         *       "accessToken": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwMTk4MWY2ZSJ9.c2lnbmVk",
         *       "expiresIn": 600,
         *       "user": {
         *         "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *         "email": "anna@example.com",
         *         "pendingEmail": null,
         *         "role": "user",
         *         "permissions": [
         *           "all.read"
         *         ],
         *         "fullName": "Анна Петрова",
         *         "phone": "79265942750",
         *         "country": "Russia",
         *         "language": "en",
         *         "timezone": "Europe/Moscow",
         *         "avatarUrl": "/api/v1/media/3b1c9d0e7f6a5b4c3d2e1f0a9b8c7d6e.webp"
         *       }
         *     }
         */
        LoginResponse: {
            /** @description For the header `Authorization: Bearer <accessToken>`. */
            accessToken: string;
            /** @description Seconds. */
            expiresIn: number;
            user: components["schemas"]["MeResponse"];
        };
        /**
         * @example {
         *       "email": "anna@example.com",
         *       "password": "correct horse battery staple",
         *       "fullName": "Анна Петрова",
         *       "phone": "79265942750",
         *       "country": "Russia"
         *     }
         */
        RegisterDto: {
            /** @description Unique regardless of case. */
            email: string;
            /** @description 8 to 128 characters, not one of the passwords that are guessed first. */
            password: string;
            fullName?: string;
            phone?: string | null;
            country?: string | null;
        };
        /**
         * @example {
         *       "email": "anna@example.com",
         *       "inboxUrl": "http://localhost:8000/inbox?to=anna%40example.com"
         *     }
         */
        RegisterResponse: {
            /** @description Where a mail is on its way to. */
            email: string;
            /** @description Where it can be read while the development mail server takes every mail; else it is null. */
            inboxUrl: string | null;
        };
        /**
         * @example {
         *       "token": "rXk2vTq8m5Wb0nZc7LdYfGjKpAeHs3uC"
         *     }
         */
        ConfirmDto: {
            token: string;
        };
        /**
         * @example {
         *       "email": "anna@example.com"
         *     }
         */
        ForgotPasswordDto: {
            email: string;
        };
        /**
         * @example {
         *       "token": "rXk2vTq8m5Wb0nZc7LdYfGjKpAeHs3uC",
         *       "password": "correct horse battery staple"
         *     }
         */
        ResetPasswordDto: {
            /** @description Of a mailed link: a reset or an invitation. */
            token: string;
            /** @description 8 to 128 characters, not one of the passwords that are guessed first. */
            password: string;
        };
        /**
         * @example {
         *       "currentPassword": "the one before this one",
         *       "newPassword": "correct horse battery staple"
         *     }
         */
        ChangePasswordDto: {
            currentPassword: string;
            /** @description 8 to 128 characters, not one of the passwords that are guessed first. */
            newPassword: string;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "isCurrent": false,
         *       "ip": "203.0.113.7",
         *       "userAgent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "lastUsedAt": "2030-03-14T09:30:00.000Z",
         *       "expiresAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        SessionResponse: {
            id: string;
            /** @description Is it the one that asks? */
            isCurrent: boolean;
            /** @description The network address of the log-in. */
            ip: string;
            userAgent: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUsedAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "isCurrent": false,
         *           "ip": "203.0.113.7",
         *           "userAgent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
         *           "createdAt": "2030-03-14T09:30:00.000Z",
         *           "lastUsedAt": "2030-03-14T09:30:00.000Z",
         *           "expiresAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        SessionPageResponse: {
            items: components["schemas"]["SessionResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "email": "anna@example.com",
         *       "fullName": "Анна Петрова",
         *       "phone": "79265942750",
         *       "country": "Russia",
         *       "language": "en",
         *       "timezone": "Europe/Moscow",
         *       "role": "user",
         *       "status": "active",
         *       "confirmedAt": "2030-03-14T09:30:00.000Z",
         *       "blockedAt": "2030-03-14T09:30:00.000Z",
         *       "createdAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        UserResponse: {
            id: string;
            email: string;
            fullName: string;
            phone: string | null;
            country: string | null;
            /** @enum {string} */
            language: "en" | "ru";
            timezone: string | null;
            /** @enum {string} */
            role: "user" | "manager" | "admin";
            /** @enum {string} */
            status: "active" | "unconfirmed" | "blocked";
            /** Format: date-time */
            confirmedAt: string | null;
            /** Format: date-time */
            blockedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "email": "anna@example.com",
         *           "fullName": "Анна Петрова",
         *           "phone": "79265942750",
         *           "country": "Russia",
         *           "language": "en",
         *           "timezone": "Europe/Moscow",
         *           "role": "user",
         *           "status": "active",
         *           "confirmedAt": "2030-03-14T09:30:00.000Z",
         *           "blockedAt": "2030-03-14T09:30:00.000Z",
         *           "createdAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        UserPageResponse: {
            items: components["schemas"]["UserResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "email": "anna@example.com",
         *       "role": "user",
         *       "fullName": "Анна Петрова",
         *       "password": "correct horse battery staple"
         *     }
         */
        CreateUserDto: {
            /** @description Unique regardless of case. */
            email: string;
            /**
             * @default user
             * @enum {string}
             */
            role?: "user" | "manager" | "admin";
            fullName?: string;
            /** @description 8 to 128 characters. Without one an invitation is mailed. */
            password?: string;
        };
        /**
         * @example {
         *       "role": "user"
         *     }
         */
        ChangeRoleDto: {
            /** @enum {string} */
            role: "user" | "manager" | "admin";
        };
        /**
         * @example {
         *       "fullName": "Анна Петрова",
         *       "email": "anna@example.com",
         *       "phone": "79265942750",
         *       "country": "Russia",
         *       "language": "ru",
         *       "timezone": "Europe/Moscow"
         *     }
         */
        UpdateMeDto: {
            fullName?: string;
            /** @description A new address: it takes the place of the old one when the mail to it has been confirmed. */
            email?: string;
            phone?: string | null;
            country?: string | null;
            /** @enum {string} */
            language?: "ru" | "en";
            timezone?: string | null;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "name": "Content managers",
         *       "permissions": [
         *         "all.read"
         *       ],
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "updatedAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        GroupResponse: {
            id: string;
            name: string;
            permissions: ("all.read" | "all.write" | "mailings.disable" | "users.read" | "users.block" | "users.manage" | "blog.write" | "contact.read" | "stats.read" | "audit.read")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "name": "Content managers",
         *           "permissions": [
         *             "all.read"
         *           ],
         *           "createdAt": "2030-03-14T09:30:00.000Z",
         *           "updatedAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        GroupPageResponse: {
            items: components["schemas"]["GroupResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "name": "Content managers",
         *       "permissions": [
         *         "all.read"
         *       ]
         *     }
         */
        CreateGroupDto: {
            /** @description Unique regardless of case. */
            name: string;
            permissions: ("all.read" | "all.write" | "mailings.disable" | "users.read" | "users.block" | "users.manage" | "blog.write" | "contact.read" | "stats.read" | "audit.read")[];
        };
        /**
         * @example {
         *       "name": "Content managers",
         *       "permissions": [
         *         "all.read"
         *       ]
         *     }
         */
        UpdateGroupDto: {
            name?: string;
            permissions?: ("all.read" | "all.write" | "mailings.disable" | "users.read" | "users.block" | "users.manage" | "blog.write" | "contact.read" | "stats.read" | "audit.read")[];
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "name": "Accounting robot",
         *       "permissions": [
         *         "all.read"
         *       ],
         *       "hint": "pl_Yk3h",
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "lastUsedAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        ApiKeyResponse: {
            id: string;
            name: string;
            /** @description What the owner's permissions are narrowed to; null: not narrowed. */
            permissions: ("all.read" | "all.write" | "mailings.disable" | "users.read" | "users.block" | "users.manage" | "blog.write" | "contact.read" | "stats.read" | "audit.read")[] | null;
            /** @description How the key begins. */
            hint: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description True to a minute.
             */
            lastUsedAt: string | null;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "name": "Accounting robot",
         *           "permissions": [
         *             "all.read"
         *           ],
         *           "hint": "pl_Yk3h",
         *           "createdAt": "2030-03-14T09:30:00.000Z",
         *           "lastUsedAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        ApiKeyPageResponse: {
            items: components["schemas"]["ApiKeyResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "name": "Accounting robot",
         *       "permissions": []
         *     }
         */
        CreateApiKeyDto: {
            /** @description What the key is for. */
            name: string;
            /** @description Narrows the owner's permissions to these; left out, the key has all that its owner has. */
            permissions?: ("all.read" | "all.write" | "mailings.disable" | "users.read" | "users.block" | "users.manage" | "blog.write" | "contact.read" | "stats.read" | "audit.read")[];
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "name": "Accounting robot",
         *       "permissions": [
         *         "all.read"
         *       ],
         *       "hint": "pl_Yk3h",
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "lastUsedAt": "2030-03-14T09:30:00.000Z",
         *       "key": "pl_Yk3hT0lq8m2Vw5sXb7nR4cZd9fGjKpAe"
         *     }
         */
        CreatedApiKeyResponse: {
            id: string;
            name: string;
            /** @description What the owner's permissions are narrowed to; null: not narrowed. */
            permissions: ("all.read" | "all.write" | "mailings.disable" | "users.read" | "users.block" | "users.manage" | "blog.write" | "contact.read" | "stats.read" | "audit.read")[] | null;
            /** @description How the key begins. */
            hint: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description True to a minute.
             */
            lastUsedAt: string | null;
            /** @description The key itself, shown this once. */
            key: string;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "email": "anna@example.com",
         *       "phone": "79265942750",
         *       "fullName": "Анна Петрова",
         *       "comment": "Met at the fair",
         *       "operatorCode": "926",
         *       "tags": [
         *         "Бизнес"
         *       ],
         *       "timezone": "Europe/Moscow",
         *       "attributes": {
         *         "city": "Kazan"
         *       },
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "updatedAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        ClientResponse: {
            id: string;
            ownerId: string;
            email: string | null;
            phone: string | null;
            fullName: string;
            comment: string;
            operatorCode: string | null;
            tags: string[];
            timezone: string | null;
            attributes: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "email": "anna@example.com",
         *           "phone": "79265942750",
         *           "fullName": "Анна Петрова",
         *           "comment": "Met at the fair",
         *           "operatorCode": "926",
         *           "tags": [
         *             "Бизнес"
         *           ],
         *           "timezone": "Europe/Moscow",
         *           "attributes": {
         *             "city": "Kazan"
         *           },
         *           "createdAt": "2030-03-14T09:30:00.000Z",
         *           "updatedAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        ClientPage: {
            items: components["schemas"]["ClientResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "value": "Бизнес",
         *       "count": 5
         *     }
         */
        FacetResponse: {
            value: string;
            count: number;
        };
        /**
         * @example {
         *       "tags": [
         *         {
         *           "value": "Бизнес",
         *           "count": 5
         *         }
         *       ],
         *       "operatorCodes": [
         *         {
         *           "value": "Бизнес",
         *           "count": 5
         *         }
         *       ]
         *     }
         */
        ClientFacetsResponse: {
            tags: components["schemas"]["FacetResponse"][];
            operatorCodes: components["schemas"]["FacetResponse"][];
        };
        /**
         * @example {
         *       "email": "anna@example.com",
         *       "phone": "79265942750",
         *       "fullName": "Анна Петрова",
         *       "comment": "Met at the fair",
         *       "operatorCode": "926",
         *       "tags": [
         *         "Бизнес"
         *       ],
         *       "timezone": "Europe/Moscow",
         *       "attributes": {
         *         "city": "Kazan"
         *       }
         *     }
         */
        CreateClientDto: {
            email?: string | null;
            /** @description `7XXXXXXXXXX`: 7 and ten more digits. */
            phone?: string | null;
            /** @description 1 to 200 characters. */
            fullName: string;
            /** @description At most 2000 characters. */
            comment?: string | null;
            /** @description Three digits; without it, digits 2 to 4 of the phone. */
            operatorCode?: string | null;
            /** @description Any labels, each up to 100 characters; at most 50. */
            tags?: string[] | null;
            /** @description A name of the IANA time zone database. */
            timezone?: string | null;
            /** @description Values for the slots `attributes.*` of messages. */
            attributes?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * @example {
         *       "client": {
         *         "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *         "email": "anna@example.com",
         *         "fullName": "Анна Петрова"
         *       },
         *       "mailings": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "name": "Spring news"
         *         }
         *       ],
         *       "deliveries": [
         *         {}
         *       ],
         *       "attempts": [
         *         {}
         *       ],
         *       "suppressions": [
         *         {}
         *       ]
         *     }
         */
        ClientData: {
            client: {
                [key: string]: unknown;
            };
            mailings: {
                id: string;
                name: string | null;
            }[];
            deliveries: Record<string, never>[];
            attempts: Record<string, never>[];
            suppressions: Record<string, never>[];
        };
        /**
         * @example {
         *       "email": "anna@example.com",
         *       "phone": "79265942750",
         *       "comment": "Met at the fair",
         *       "operatorCode": "926",
         *       "tags": [
         *         "Бизнес"
         *       ],
         *       "timezone": "Europe/Moscow",
         *       "attributes": {
         *         "city": "Kazan"
         *       },
         *       "fullName": "Анна Петрова"
         *     }
         */
        UpdateClientDto: {
            email?: string | null;
            /** @description `7XXXXXXXXXX`: 7 and ten more digits. */
            phone?: string | null;
            /** @description At most 2000 characters. */
            comment?: string | null;
            /** @description Three digits; without it, digits 2 to 4 of the phone. */
            operatorCode?: string | null;
            /** @description Any labels, each up to 100 characters; at most 50. */
            tags?: string[] | null;
            /** @description A name of the IANA time zone database. */
            timezone?: string | null;
            /** @description Values for the slots `attributes.*` of messages. */
            attributes?: {
                [key: string]: unknown;
            } | null;
            /** @description 1 to 200 characters. */
            fullName?: string;
        };
        /**
         * @example {
         *       "importId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *     }
         */
        StartedImportResponse: {
            importId: string;
        };
        /**
         * @example {
         *       "status": "queued",
         *       "merge": "update",
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "fileName": "clients.csv",
         *       "dryRun": false,
         *       "encoding": "utf-8",
         *       "progress": 1,
         *       "total": 1,
         *       "created": 1,
         *       "updated": 1,
         *       "skipped": 1,
         *       "rejected": 1,
         *       "ignoredColumns": [
         *         "text"
         *       ],
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "finishedAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        ImportListItem: {
            /** @enum {string} */
            status: "queued" | "running" | "completed" | "failed";
            /** @enum {string} */
            merge: "update" | "skip";
            id: string;
            fileName: string;
            dryRun: boolean;
            encoding: string | null;
            /** @description How much of the file was read, from 0 to 1. */
            progress: number;
            /** @description Rows so far: created, updated, skipped and rejected ones. */
            total: number;
            created: number;
            updated: number;
            skipped: number;
            rejected: number;
            /** @description Columns whose names say nothing to us. */
            ignoredColumns: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt: string | null;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "status": "queued",
         *           "merge": "update",
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "fileName": "clients.csv",
         *           "dryRun": false,
         *           "encoding": "utf-8",
         *           "progress": 1,
         *           "total": 1,
         *           "created": 1,
         *           "updated": 1,
         *           "skipped": 1,
         *           "rejected": 1,
         *           "ignoredColumns": [
         *             "text"
         *           ],
         *           "createdAt": "2030-03-14T09:30:00.000Z",
         *           "finishedAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        ImportPage: {
            items: components["schemas"]["ImportListItem"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "line": 2,
         *       "field": "email",
         *       "code": "email_invalid",
         *       "message": "must be an email address"
         *     }
         */
        ImportErrorResponse: {
            /** @description Of the file; the header is line 1. */
            line: number;
            field: string;
            code: string;
            message: string;
        };
        /**
         * @example {
         *       "status": "queued",
         *       "merge": "update",
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "fileName": "clients.csv",
         *       "dryRun": false,
         *       "encoding": "utf-8",
         *       "progress": 1,
         *       "total": 1,
         *       "created": 1,
         *       "updated": 1,
         *       "skipped": 1,
         *       "rejected": 1,
         *       "ignoredColumns": [
         *         "text"
         *       ],
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "finishedAt": "2030-03-14T09:30:00.000Z",
         *       "errors": [
         *         {
         *           "line": 2,
         *           "field": "email",
         *           "code": "email_invalid",
         *           "message": "must be an email address"
         *         }
         *       ]
         *     }
         */
        ImportResponse: {
            /** @enum {string} */
            status: "queued" | "running" | "completed" | "failed";
            /** @enum {string} */
            merge: "update" | "skip";
            id: string;
            fileName: string;
            dryRun: boolean;
            encoding: string | null;
            /** @description How much of the file was read, from 0 to 1. */
            progress: number;
            /** @description Rows so far: created, updated, skipped and rejected ones. */
            total: number;
            created: number;
            updated: number;
            skipped: number;
            rejected: number;
            /** @description Columns whose names say nothing to us. */
            ignoredColumns: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            errors: components["schemas"]["ImportErrorResponse"][];
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "subject": "Здравствуйте, {{fullName|друг}}!",
         *       "html": "<p>Здравствуйте, {{fullName|друг}}!</p>",
         *       "text": "Здравствуйте, {{fullName|друг}}!",
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "updatedAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        MessageResponse: {
            id: string;
            ownerId: string;
            subject: string;
            html: string | null;
            text: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "subject": "Здравствуйте, {{fullName|друг}}!",
         *           "html": "<p>Здравствуйте, {{fullName|друг}}!</p>",
         *           "text": "Здравствуйте, {{fullName|друг}}!",
         *           "createdAt": "2030-03-14T09:30:00.000Z",
         *           "updatedAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        MessagePage: {
            items: components["schemas"]["MessageResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "subject": "Здравствуйте, {{fullName|друг}}!",
         *       "html": "<p>Здравствуйте, {{fullName|друг}}!</p>",
         *       "text": "Здравствуйте, {{fullName|друг}}!"
         *     }
         */
        CreateMessageDto: {
            /** @description 1 to 250 characters on one line; may have slots. */
            subject: string;
            /** @description At most 1 MB; values in slots are escaped. */
            html?: string | null;
            /** @description At most 1 MB. */
            text?: string | null;
        };
        /**
         * @example {
         *       "html": "<p>Здравствуйте, {{fullName|друг}}!</p>",
         *       "text": "Здравствуйте, {{fullName|друг}}!",
         *       "subject": "Здравствуйте, {{fullName|друг}}!"
         *     }
         */
        UpdateMessageDto: {
            /** @description At most 1 MB; values in slots are escaped. */
            html?: string | null;
            /** @description At most 1 MB. */
            text?: string | null;
            /** @description 1 to 250 characters on one line; may have slots. */
            subject?: string;
        };
        /**
         * @example {
         *       "clientId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *     }
         */
        PreviewMessageDto: {
            /**
             * Format: uuid
             * @description The client whose values fill the slots; without one, example values do.
             */
            clientId?: string | null;
        };
        /**
         * @example {
         *       "name": "Spring news",
         *       "type": "text",
         *       "size": 1
         *     }
         */
        AttachedFileResponse: {
            name: string;
            /** @description Media type without parameters. */
            type: string;
            /** @description Bytes. */
            size: number;
        };
        /**
         * @example {
         *       "subject": "Здравствуйте, {{fullName|друг}}!",
         *       "html": "<p>Здравствуйте, {{fullName|друг}}!</p>",
         *       "text": "Здравствуйте, {{fullName|друг}}!",
         *       "attachments": [
         *         {
         *           "name": "Spring news",
         *           "type": "text",
         *           "size": 1
         *         }
         *       ]
         *     }
         */
        PreviewResponse: {
            subject: string;
            html: string | null;
            text: string | null;
            attachments: components["schemas"]["AttachedFileResponse"][];
        };
        /**
         * @example {
         *       "to": "anna@example.com"
         *     }
         */
        TestMessageDto: {
            /** @description The address that gets the test mail. */
            to: string;
        };
        /**
         * @example {
         *       "name": "Spring news",
         *       "type": "text",
         *       "size": 1,
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *     }
         */
        AttachmentResponse: {
            name: string;
            /** @description Media type without parameters. */
            type: string;
            /** @description Bytes. */
            size: number;
            id: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "name": "Spring news",
         *           "type": "text",
         *           "size": 1,
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        AttachmentPage: {
            items: components["schemas"]["AttachmentResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "operatorCodes": [
         *         "926"
         *       ],
         *       "tags": [
         *         "Бизнес"
         *       ]
         *     }
         */
        AudienceFilterDto: {
            /** @description Three digits each. */
            operatorCodes?: string[];
            tags?: string[];
        };
        /**
         * @example {
         *       "filter": {
         *         "operatorCodes": [
         *           "926"
         *         ],
         *         "tags": [
         *           "Бизнес"
         *         ]
         *       }
         *     }
         */
        AudienceDto: {
            clientIds?: string[];
            filter?: components["schemas"]["AudienceFilterDto"];
        };
        /**
         * @example {
         *       "audience": {
         *         "filter": {
         *           "operatorCodes": [
         *             "926"
         *           ],
         *           "tags": [
         *             "Бизнес"
         *           ]
         *         }
         *       },
         *       "channel": "email"
         *     }
         */
        PreviewAudienceDto: {
            audience: components["schemas"]["AudienceDto"];
            /**
             * @description Clients that the channel cannot reach are left out.
             * @enum {string}
             */
            channel?: "email" | "sms" | "console";
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "fullName": "Анна Петрова",
         *       "email": "anna@example.com",
         *       "phone": "79265942750"
         *     }
         */
        SampleClientResponse: {
            id: string;
            fullName: string;
            email: string | null;
            phone: string | null;
        };
        /**
         * @example {
         *       "count": 5,
         *       "sample": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "fullName": "Анна Петрова",
         *           "email": "anna@example.com",
         *           "phone": "79265942750"
         *         }
         *       ]
         *     }
         */
        AudiencePreviewResponse: {
            count: number;
            /** @description The first few of them. */
            sample: components["schemas"]["SampleClientResponse"][];
        };
        /**
         * @example {
         *       "endAt": "2030-04-14T09:30:00+03:00",
         *       "timezone": "Europe/Moscow",
         *       "periodicity": "once",
         *       "startAt": "2030-03-14T09:30:00+03:00",
         *       "count": 5
         *     }
         */
        PreviewScheduleDto: {
            /** @description ISO 8601, or `DD.MM.YY HH:mm` in the time zone; null: no end. */
            endAt?: string | null;
            /** @description IANA name, such as `Europe/Moscow`. */
            timezone?: string;
            /** @enum {string} */
            periodicity?: "once" | "daily" | "weekly" | "monthly";
            /** @description ISO 8601, or `DD.MM.YY HH:mm` in the time zone. */
            startAt: string;
            /**
             * @description How many firings to show, 1 to 100.
             * @default 5
             */
            count?: number;
        };
        /**
         * @example {
         *       "occurrences": [
         *         "2030-03-14T09:30:00.000Z"
         *       ]
         *     }
         */
        SchedulePreviewResponse: {
            occurrences: string[];
        };
        /**
         * @example {
         *       "filter": {
         *         "tags": [
         *           "Бизнес"
         *         ]
         *       }
         *     }
         */
        AudienceResponse: {
            /** @description Present when the audience is a list. */
            clientIds?: string[];
            /** @description Present when the audience is a filter. */
            filter?: Record<string, never>;
        };
        /**
         * @example {
         *       "total": 1,
         *       "pending": 1,
         *       "sent": 1,
         *       "failed": 1,
         *       "expired": 1,
         *       "uncertain": 1,
         *       "suppressed": 1,
         *       "cancelled": 1
         *     }
         */
        Counts: {
            total: number;
            pending: number;
            sent: number;
            failed: number;
            expired: number;
            uncertain: number;
            suppressed: number;
            cancelled: number;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "name": "Spring news",
         *       "messageId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "channel": "email",
         *       "audience": {
         *         "filter": {
         *           "tags": [
         *             "Бизнес"
         *           ]
         *         }
         *       },
         *       "startAt": "2030-03-14T09:30:00.000Z",
         *       "endAt": "2030-03-14T09:30:00.000Z",
         *       "timezone": "Europe/Moscow",
         *       "periodicity": "once",
         *       "localWindow": {
         *         "from": "09:00",
         *         "to": "21:00"
         *       },
         *       "uncertainPolicy": "hold",
         *       "status": "running",
         *       "paused": false,
         *       "pauseReason": null,
         *       "disabled": false,
         *       "disabledReason": "text",
         *       "nextRunAt": "2030-03-14T09:30:00.000Z",
         *       "startedAt": "2030-03-14T09:30:00.000Z",
         *       "finishedAt": "2030-03-14T09:30:00.000Z",
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "counts": {
         *         "total": 1,
         *         "pending": 1,
         *         "sent": 1,
         *         "failed": 1,
         *         "expired": 1,
         *         "uncertain": 1,
         *         "suppressed": 1,
         *         "cancelled": 1
         *       }
         *     }
         */
        MailingResponse: {
            id: string;
            ownerId: string;
            name: string | null;
            messageId: string | null;
            /** @enum {string} */
            channel: "email" | "sms" | "console";
            audience: components["schemas"]["AudienceResponse"];
            /** Format: date-time */
            startAt: string | null;
            /** Format: date-time */
            endAt: string | null;
            timezone: string;
            /** @enum {string} */
            periodicity: "once" | "daily" | "weekly" | "monthly";
            localWindow: {
                from: string;
                to: string;
            };
            /** @enum {string} */
            uncertainPolicy: "hold" | "resend";
            /** @enum {string} */
            status: "running" | "completed" | "created";
            paused: boolean;
            /** @description Why the service itself paused it, such as a mail server that refuses us; null when a person did. */
            pauseReason: string | null;
            disabled: boolean;
            /** @description What whoever disabled it says about it. */
            disabledReason: string | null;
            /** Format: date-time */
            nextRunAt: string | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Over all runs. */
            counts: components["schemas"]["Counts"];
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "name": "Spring news",
         *           "messageId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "channel": "email",
         *           "audience": {
         *             "filter": {
         *               "tags": [
         *                 "Бизнес"
         *               ]
         *             }
         *           },
         *           "startAt": "2030-03-14T09:30:00.000Z",
         *           "endAt": "2030-03-14T09:30:00.000Z",
         *           "timezone": "Europe/Moscow",
         *           "periodicity": "once",
         *           "localWindow": {
         *             "from": "09:00",
         *             "to": "21:00"
         *           },
         *           "uncertainPolicy": "hold",
         *           "status": "running",
         *           "paused": false,
         *           "pauseReason": null,
         *           "disabled": false,
         *           "disabledReason": "text",
         *           "nextRunAt": "2030-03-14T09:30:00.000Z",
         *           "startedAt": "2030-03-14T09:30:00.000Z",
         *           "finishedAt": "2030-03-14T09:30:00.000Z",
         *           "createdAt": "2030-03-14T09:30:00.000Z",
         *           "counts": {
         *             "total": 1,
         *             "pending": 1,
         *             "sent": 1,
         *             "failed": 1,
         *             "expired": 1,
         *             "uncertain": 1,
         *             "suppressed": 1,
         *             "cancelled": 1
         *           }
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        MailingPageResponse: {
            items: components["schemas"]["MailingResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "from": "09:00",
         *       "to": "21:00"
         *     }
         */
        LocalWindowDto: {
            /** @description `HH:mm` */
            from: string;
            /** @description `HH:mm` */
            to: string;
        };
        /**
         * @example {
         *       "name": "Spring news",
         *       "messageId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "channel": "email",
         *       "audience": {
         *         "filter": {
         *           "operatorCodes": [
         *             "926"
         *           ],
         *           "tags": [
         *             "Бизнес"
         *           ]
         *         }
         *       },
         *       "startAt": "2030-03-14T09:30:00+03:00",
         *       "endAt": "2030-04-14T09:30:00+03:00",
         *       "timezone": "Europe/Moscow",
         *       "periodicity": "once",
         *       "localWindow": {
         *         "from": "09:00",
         *         "to": "21:00"
         *       },
         *       "uncertainPolicy": "hold"
         *     }
         */
        CreateMailingDto: {
            /** @description For finding it again. */
            name?: string | null;
            /** @description One of the owner's messages. */
            messageId: string;
            /** @enum {string} */
            channel?: "email" | "sms" | "console";
            audience: components["schemas"]["AudienceDto"];
            /** @description ISO 8601, or `DD.MM.YY HH:mm` in the time zone; null: only by hand. */
            startAt?: string | null;
            /** @description ISO 8601, or `DD.MM.YY HH:mm` in the time zone; null: no end. */
            endAt?: string | null;
            /** @description IANA name, such as `Europe/Moscow`. */
            timezone?: string;
            /** @enum {string} */
            periodicity?: "once" | "daily" | "weekly" | "monthly";
            localWindow?: components["schemas"]["LocalWindowDto"] | null;
            /**
             * @description What happens to a delivery of which nobody can know whether it arrived.
             * @enum {string}
             */
            uncertainPolicy?: "hold" | "resend";
        };
        /**
         * @example {
         *       "name": "Spring news",
         *       "messageId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "channel": "email",
         *       "audience": {
         *         "filter": {
         *           "operatorCodes": [
         *             "926"
         *           ],
         *           "tags": [
         *             "Бизнес"
         *           ]
         *         }
         *       },
         *       "startAt": "2030-03-14T09:30:00+03:00",
         *       "endAt": "2030-04-14T09:30:00+03:00",
         *       "timezone": "Europe/Moscow",
         *       "periodicity": "once",
         *       "localWindow": {
         *         "from": "09:00",
         *         "to": "21:00"
         *       },
         *       "uncertainPolicy": "hold"
         *     }
         */
        UpdateMailingDto: {
            /** @description For finding it again. */
            name?: string | null;
            /** @description One of the owner's messages. */
            messageId?: string;
            /** @enum {string} */
            channel?: "email" | "sms" | "console";
            audience?: components["schemas"]["AudienceDto"];
            /** @description ISO 8601, or `DD.MM.YY HH:mm` in the time zone; null: only by hand. */
            startAt?: string | null;
            /** @description ISO 8601, or `DD.MM.YY HH:mm` in the time zone; null: no end. */
            endAt?: string | null;
            /** @description IANA name, such as `Europe/Moscow`. */
            timezone?: string;
            /** @enum {string} */
            periodicity?: "once" | "daily" | "weekly" | "monthly";
            localWindow?: components["schemas"]["LocalWindowDto"] | null;
            /**
             * @description What happens to a delivery of which nobody can know whether it arrived.
             * @enum {string}
             */
            uncertainPolicy?: "hold" | "resend";
        };
        /**
         * @example {
         *       "runId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *     }
         */
        StartedRunResponse: {
            runId: string;
        };
        /**
         * @example {
         *       "reason": "text"
         *     }
         */
        DisableMailingDto: {
            /** @description Why, for the owner to read; at most 500 characters. */
            reason?: string | null;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "number": 1,
         *       "trigger": "schedule",
         *       "localDate": "2030-03-14",
         *       "scheduledFor": "2030-03-14T09:30:00.000Z",
         *       "startedAt": "2030-03-14T09:30:00.000Z",
         *       "finishedAt": "2030-03-14T09:30:00.000Z",
         *       "status": "expired",
         *       "counts": {
         *         "total": 1,
         *         "pending": 1,
         *         "sent": 1,
         *         "failed": 1,
         *         "expired": 1,
         *         "uncertain": 1,
         *         "suppressed": 1,
         *         "cancelled": 1
         *       }
         *     }
         */
        RunResponse: {
            id: string;
            mailingId: string;
            /** @description Counts from 1 within the mailing. */
            number: number;
            /** @enum {string} */
            trigger: "schedule" | "manual" | "catch_up";
            /** @description `YYYY-MM-DD` in the mailing's zone. */
            localDate: string;
            /** Format: date-time */
            scheduledFor: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            /** @enum {string} */
            status: "expired" | "running" | "completed" | "skipped" | "stopped" | "missed";
            counts: components["schemas"]["Counts"];
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "number": 1,
         *           "trigger": "schedule",
         *           "localDate": "2030-03-14",
         *           "scheduledFor": "2030-03-14T09:30:00.000Z",
         *           "startedAt": "2030-03-14T09:30:00.000Z",
         *           "finishedAt": "2030-03-14T09:30:00.000Z",
         *           "status": "expired",
         *           "counts": {
         *             "total": 1,
         *             "pending": 1,
         *             "sent": 1,
         *             "failed": 1,
         *             "expired": 1,
         *             "uncertain": 1,
         *             "suppressed": 1,
         *             "cancelled": 1
         *           }
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        RunPageResponse: {
            items: components["schemas"]["RunResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "at": "2030-03-14T09:30:00.000Z",
         *       "action": "user.created",
         *       "by": "text",
         *       "reason": "text"
         *     }
         */
        MailingDeedResponse: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            action: "user.created" | "user.blocked" | "user.unblocked" | "user.role_changed" | "group.created" | "group.changed" | "group.deleted" | "group.member_added" | "group.member_removed" | "mailing.disabled" | "mailing.enabled" | "mailing.stopped" | "api_key.created" | "api_key.revoked";
            /** @description The address of whoever did it, as it was then; null for the service itself. */
            by: string | null;
            /** @description Why, where it was told. */
            reason: string | null;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "at": "2030-03-14T09:30:00.000Z",
         *           "action": "user.created",
         *           "by": "text",
         *           "reason": "text"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        MailingHistoryResponse: {
            items: components["schemas"]["MailingDeedResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "runId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "clientId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "recipient": "anna@example.com",
         *       "status": "pending",
         *       "attempts": 1,
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "sentAt": "2030-03-14T09:30:00.000Z",
         *       "nextAttemptAt": "2030-03-14T09:30:00.000Z",
         *       "lastCode": 250,
         *       "lastReply": "250 2.0.0 Ok: queued as 4bRk2T"
         *     }
         */
        DeliveryResponse: {
            id: string;
            ownerId: string;
            mailingId: string;
            runId: string;
            clientId: string;
            recipient: string;
            /** @enum {string} */
            status: "pending" | "deferred" | "uncertain" | "sending" | "sent" | "failed" | "expired" | "suppressed" | "cancelled";
            /** @description Attempts that count against the client. */
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            sentAt: string | null;
            /** Format: date-time */
            nextAttemptAt: string | null;
            lastCode: number | null;
            lastReply: string | null;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "runId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "clientId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "recipient": "anna@example.com",
         *           "status": "pending",
         *           "attempts": 1,
         *           "createdAt": "2030-03-14T09:30:00.000Z",
         *           "sentAt": "2030-03-14T09:30:00.000Z",
         *           "nextAttemptAt": "2030-03-14T09:30:00.000Z",
         *           "lastCode": 250,
         *           "lastReply": "250 2.0.0 Ok: queued as 4bRk2T"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        DeliveryPageResponse: {
            items: components["schemas"]["DeliveryResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "runId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "clientId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "recipient": "anna@example.com",
         *       "status": "pending",
         *       "attempts": 1,
         *       "createdAt": "2030-03-14T09:30:00.000Z",
         *       "sentAt": "2030-03-14T09:30:00.000Z",
         *       "nextAttemptAt": "2030-03-14T09:30:00.000Z",
         *       "lastCode": 250,
         *       "lastReply": "250 2.0.0 Ok: queued as 4bRk2T",
         *       "subject": "Здравствуйте, {{fullName|друг}}!",
         *       "html": "<p>Здравствуйте, {{fullName|друг}}!</p>",
         *       "text": "Здравствуйте, {{fullName|друг}}!",
         *       "attachments": [
         *         {
         *           "name": "Spring news",
         *           "type": "text",
         *           "size": 1
         *         }
         *       ]
         *     }
         */
        DeliveryDetailResponse: {
            id: string;
            ownerId: string;
            mailingId: string;
            runId: string;
            clientId: string;
            recipient: string;
            /** @enum {string} */
            status: "pending" | "deferred" | "uncertain" | "sending" | "sent" | "failed" | "expired" | "suppressed" | "cancelled";
            /** @description Attempts that count against the client. */
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            sentAt: string | null;
            /** Format: date-time */
            nextAttemptAt: string | null;
            lastCode: number | null;
            lastReply: string | null;
            subject: string;
            html: string | null;
            text: string | null;
            /** @description The files that the letter carries; none with the channels `sms` and `console`. */
            attachments: components["schemas"]["AttachedFileResponse"][];
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "runId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "clientId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "recipient": "anna@example.com",
         *           "status": "pending",
         *           "attempts": 1,
         *           "createdAt": "2030-03-14T09:30:00.000Z",
         *           "sentAt": "2030-03-14T09:30:00.000Z",
         *           "nextAttemptAt": "2030-03-14T09:30:00.000Z",
         *           "lastCode": 250,
         *           "lastReply": "250 2.0.0 Ok: queued as 4bRk2T",
         *           "subject": "Здравствуйте, {{fullName|друг}}!",
         *           "html": "<p>Здравствуйте, {{fullName|друг}}!</p>",
         *           "text": "Здравствуйте, {{fullName|друг}}!",
         *           "attachments": [
         *             {
         *               "name": "Spring news",
         *               "type": "text",
         *               "size": 1
         *             }
         *           ]
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        DeliveryDetailPageResponse: {
            items: components["schemas"]["DeliveryDetailResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "status": "uncertain",
         *       "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "runId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "clientId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *     }
         */
        ResendFilterDto: {
            /**
             * @description Only uncertain ones can be sent again.
             * @enum {string}
             */
            status?: "uncertain";
            mailingId?: string;
            runId?: string;
            clientId?: string;
        };
        /**
         * @example {
         *       "filter": {
         *         "status": "uncertain",
         *         "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *         "runId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *         "clientId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *       }
         *     }
         */
        ResendDeliveriesDto: {
            filter: components["schemas"]["ResendFilterDto"];
        };
        /**
         * @example {
         *       "resent": 1,
         *       "refused": 1
         *     }
         */
        ResentResponse: {
            /** @description How many are on their way again. */
            resent: number;
            /** @description How many stay uncertain, because their run may not go on. */
            refused: number;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "at": "2030-03-14T09:30:00.000Z",
         *       "status": "uncertain",
         *       "stage": "tls",
         *       "code": 250,
         *       "enhancedCode": "2.0.0",
         *       "reply": "250 2.0.0 Ok: queued as 4bRk2T",
         *       "error": null,
         *       "durationMs": 41,
         *       "deliveryId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "runId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "messageId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "clientId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "recipient": "anna@example.com"
         *     }
         */
        AttemptResponse: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            status: "uncertain" | "success" | "fail";
            /**
             * @description How far the dialogue had come.
             * @enum {string}
             */
            stage: "tls" | "mail" | "auth" | "connect" | "greeting" | "ehlo" | "rcpt" | "data" | "dot" | "gateway" | "console" | "report";
            code: number | null;
            enhancedCode: string | null;
            reply: string | null;
            error: string | null;
            durationMs: number;
            deliveryId: string;
            runId: string;
            mailingId: string;
            messageId: string | null;
            clientId: string;
            recipient: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "at": "2030-03-14T09:30:00.000Z",
         *           "status": "uncertain",
         *           "stage": "tls",
         *           "code": 250,
         *           "enhancedCode": "2.0.0",
         *           "reply": "250 2.0.0 Ok: queued as 4bRk2T",
         *           "error": null,
         *           "durationMs": 41,
         *           "deliveryId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "runId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "messageId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "clientId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "recipient": "anna@example.com"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        AttemptPageResponse: {
            items: components["schemas"]["AttemptResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "success": 1,
         *       "fail": 1,
         *       "uncertain": 1
         *     }
         */
        AttemptCounts: {
            success: number;
            fail: number;
            uncertain: number;
        };
        /**
         * @example {
         *       "code": 250,
         *       "count": 5
         *     }
         */
        CodeCount: {
            /** @description The server's reply code; null where there was no reply. */
            code: number | null;
            count: number;
        };
        /**
         * @example {
         *       "success": 1,
         *       "fail": 1,
         *       "uncertain": 1,
         *       "domain": "example.com"
         *     }
         */
        DomainCounts: {
            success: number;
            fail: number;
            uncertain: number;
            domain: string;
        };
        /**
         * @example {
         *       "success": 1,
         *       "fail": 1,
         *       "uncertain": 1,
         *       "hour": "2030-03-14T09:30:00.000Z"
         *     }
         */
        HourCounts: {
            success: number;
            fail: number;
            uncertain: number;
            /**
             * Format: date-time
             * @description The hour's beginning.
             */
            hour: string;
        };
        /**
         * @example {
         *       "counts": {
         *         "total": 1,
         *         "pending": 1,
         *         "sent": 1,
         *         "failed": 1,
         *         "expired": 1,
         *         "uncertain": 1,
         *         "suppressed": 1,
         *         "cancelled": 1
         *       },
         *       "attempts": {
         *         "success": 1,
         *         "fail": 1,
         *         "uncertain": 1
         *       },
         *       "byCode": [
         *         {
         *           "code": 250,
         *           "count": 5
         *         }
         *       ],
         *       "byDomain": [
         *         {
         *           "success": 1,
         *           "fail": 1,
         *           "uncertain": 1,
         *           "domain": "example.com"
         *         }
         *       ],
         *       "byHour": [
         *         {
         *           "success": 1,
         *           "fail": 1,
         *           "uncertain": 1,
         *           "hour": "2030-03-14T09:30:00.000Z"
         *         }
         *       ]
         *     }
         */
        MailingStatsResponse: {
            /** @description Deliveries over all runs. */
            counts: components["schemas"]["Counts"];
            attempts: components["schemas"]["AttemptCounts"];
            /** @description Most frequent first. */
            byCode: components["schemas"]["CodeCount"][];
            /** @description The hundred domains with the most attempts. */
            byDomain: components["schemas"]["DomainCounts"][];
            byHour: components["schemas"]["HourCounts"][];
        };
        /**
         * @example {
         *       "rate": 1,
         *       "remaining": 1,
         *       "finishesAt": "2030-03-14T09:30:00.000Z",
         *       "willNotFit": 1
         *     }
         */
        ForecastResponse: {
            /** @description Deliveries per second, as measured in the last seconds and bounded by the limit; 0 when nothing is being sent. */
            rate: number;
            /** @description Deliveries of the open run that have no final state. */
            remaining: number;
            /**
             * Format: date-time
             * @description Null when nothing is left, or nothing can be said.
             */
            finishesAt: string | null;
            /** @description How many will not be sent before the end. */
            willNotFit: number;
        };
        /**
         * @example {
         *       "url": "/api/v1/media/9f8e7d6c5b4a3928171605f4e3d2c1b0.webp",
         *       "width": 1200,
         *       "height": 630
         *     }
         */
        ImageSizeResponse: {
            url: string;
            /** @description Pixels. */
            width: number;
            /** @description Pixels. */
            height: number;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "slug": "we-have-opened",
         *       "title": "We have opened",
         *       "content": "<p>We have opened.</p>",
         *       "imageUrl": "/api/v1/media/9f8e7d6c5b4a3928171605f4e3d2c1b0.webp",
         *       "imageSizes": [
         *         {
         *           "url": "/api/v1/media/9f8e7d6c5b4a3928171605f4e3d2c1b0.webp",
         *           "width": 1200,
         *           "height": 630
         *         }
         *       ],
         *       "views": 1,
         *       "publishAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        PostResponse: {
            id: string;
            slug: string;
            /** @description Plain text. */
            title: string;
            /** @description HTML that is safe to show. */
            content: string;
            /** @description The largest size, from the root of this service. */
            imageUrl: string | null;
            /** @description Every size, smallest first. */
            imageSizes: components["schemas"]["ImageSizeResponse"][];
            views: number;
            /**
             * Format: date-time
             * @description Null: a draft.
             */
            publishAt: string | null;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "slug": "we-have-opened",
         *           "title": "We have opened",
         *           "content": "<p>We have opened.</p>",
         *           "imageUrl": "/api/v1/media/9f8e7d6c5b4a3928171605f4e3d2c1b0.webp",
         *           "imageSizes": [
         *             {
         *               "url": "/api/v1/media/9f8e7d6c5b4a3928171605f4e3d2c1b0.webp",
         *               "width": 1200,
         *               "height": 630
         *             }
         *           ],
         *           "views": 1,
         *           "publishAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        PostPageResponse: {
            items: components["schemas"]["PostResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "title": "We have opened",
         *       "content": "<p>We have opened.</p>",
         *       "publishAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        CreatePostDto: {
            /** @description Plain text in one line, 1 to 200 characters. The slug is made from it. */
            title: string;
            /** @description HTML, at most 100,000 characters; scripts, styles and whatever else is not text of the post are taken out. */
            content: string;
            /** @description When it is shown from: ISO 8601, or `DD.MM.YY HH:mm` in the service's time zone. Without one it is a draft. */
            publishAt?: string | null;
        };
        /**
         * @example {
         *       "content": "<p>We have opened.</p>"
         *     }
         */
        PreviewPostDto: {
            /** @description HTML as it would be saved, at most 100,000 characters. */
            content: string;
        };
        /**
         * @example {
         *       "content": "<p>We have opened.</p>"
         *     }
         */
        PostPreviewResponse: {
            /** @description HTML that is safe to show. */
            content: string;
        };
        /**
         * @example {
         *       "title": "We have opened",
         *       "content": "<p>We have opened.</p>",
         *       "publishAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        UpdatePostDto: {
            /** @description Plain text in one line, 1 to 200 characters. */
            title?: string;
            /** @description HTML, at most 100,000 characters. */
            content?: string;
            /** @description Null makes it a draft again. */
            publishAt?: string | null;
        };
        /**
         * @example {
         *       "mailings": 1,
         *       "activeMailings": 1,
         *       "uniqueClients": 1,
         *       "posts": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "slug": "we-have-opened",
         *           "title": "We have opened",
         *           "content": "<p>We have opened.</p>",
         *           "imageUrl": "/api/v1/media/9f8e7d6c5b4a3928171605f4e3d2c1b0.webp",
         *           "imageSizes": [
         *             {
         *               "url": "/api/v1/media/9f8e7d6c5b4a3928171605f4e3d2c1b0.webp",
         *               "width": 1200,
         *               "height": 630
         *             }
         *           ],
         *           "views": 1,
         *           "publishAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ]
         *     }
         */
        HomeResponse: {
            /** @description Of all users, without deleted ones. */
            mailings: number;
            /** @description Running and not disabled. */
            activeMailings: number;
            /** @description Of all users; the same address or phone is one. */
            uniqueClients: number;
            /** @description Up to three published ones, others on every call. */
            posts: components["schemas"]["PostResponse"][];
        };
        /**
         * @example {
         *       "attempts": {
         *         "success": 1,
         *         "fail": 1,
         *         "uncertain": 1
         *       },
         *       "messagesSent": 1,
         *       "mailings": 1
         *     }
         */
        StatsResponse: {
            /** @description Every try of every delivery, relay faults included. */
            attempts: components["schemas"]["AttemptCounts"];
            /** @description Deliveries with the status `sent`. */
            messagesSent: number;
            /** @description How many there are, without deleted ones; the log and the sums keep those. */
            mailings: number;
        };
        /**
         * @example {
         *       "name": "Анна Петрова",
         *       "message": "When do you open?",
         *       "email": "anna@example.com",
         *       "phone": "79265942750"
         *     }
         */
        CreateContactDto: {
            /** @description 1 to 100 characters in one line. */
            name: string;
            /** @description 1 to 5000 characters. */
            message: string;
            /** @description Where to answer; required without a phone. */
            email?: string;
            /** @description Digits, with spaces, brackets and hyphens as people write them. */
            phone?: string;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "message": "When do you open?"
         *     }
         */
        ContactTakenResponse: {
            id: string;
            message: string;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "name": "Анна Петрова",
         *       "message": "When do you open?",
         *       "email": "anna@example.com",
         *       "phone": "79265942750",
         *       "createdAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        ContactResponse: {
            id: string;
            name: string;
            message: string;
            email: string | null;
            phone: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "name": "Анна Петрова",
         *           "message": "When do you open?",
         *           "email": "anna@example.com",
         *           "phone": "79265942750",
         *           "createdAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        ContactPageResponse: {
            items: components["schemas"]["ContactResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "contact": "anna@example.com",
         *       "reason": "manual",
         *       "source": "report",
         *       "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *       "createdAt": "2030-03-14T09:30:00.000Z"
         *     }
         */
        SuppressionResponse: {
            id: string;
            ownerId: string;
            /** @description Address in lower case, or phone; null once its client was erased. */
            contact: string | null;
            /** @enum {string} */
            reason: "manual" | "unsubscribed" | "hard_bounce" | "complaint";
            /** @enum {string} */
            source: "report" | "reply" | "page" | "one_click" | "person";
            mailingId: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "ownerId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "contact": "anna@example.com",
         *           "reason": "manual",
         *           "source": "report",
         *           "mailingId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7",
         *           "createdAt": "2030-03-14T09:30:00.000Z"
         *         }
         *       ],
         *       "nextCursor": null,
         *       "total": 1
         *     }
         */
        SuppressionPageResponse: {
            items: components["schemas"]["SuppressionResponse"][];
            nextCursor: string | null;
            total?: number;
        };
        /**
         * @example {
         *       "contact": "anna@example.com"
         *     }
         */
        CreateSuppressionDto: {
            /** @description An e-mail address, or a phone `7XXXXXXXXXX`. */
            contact: string;
        };
        /**
         * @example {
         *       "kind": "failed",
         *       "settled": false,
         *       "suppressed": false
         *     }
         */
        TakenReportResponse: {
            /** @enum {string} */
            kind: "failed" | "complaint" | "delivered" | "ignored";
            /** @description Did it settle an uncertain delivery? */
            settled: boolean;
            /** @description Is its recipient on the suppression list because of it? */
            suppressed: boolean;
        };
        /**
         * @example {
         *       "type": "TXT",
         *       "name": "Spring news",
         *       "value": "Бизнес"
         *     }
         */
        DnsLineResponse: {
            /** @enum {string} */
            type: "TXT" | "MX" | "PTR";
            name: string;
            value: string;
        };
        /**
         * @example {
         *       "text": "Здравствуйте, {{fullName|друг}}!",
         *       "dns": {
         *         "type": "TXT",
         *         "name": "Spring news",
         *         "value": "Бизнес"
         *       }
         *     }
         */
        AdviceResponse: {
            /** @description What it means and what to do, in the language of whoever asks. */
            text: string;
            /** @description The line to put into the DNS, where it can be known. */
            dns: components["schemas"]["DnsLineResponse"] | null;
        };
        /**
         * @example {
         *       "name": "spf",
         *       "status": "ok",
         *       "found": "text",
         *       "advice": {
         *         "text": "Здравствуйте, {{fullName|друг}}!",
         *         "dns": {
         *           "type": "TXT",
         *           "name": "Spring news",
         *           "value": "Бизнес"
         *         }
         *       }
         *     }
         */
        SenderCheckResponse: {
            /** @enum {string} */
            name: "spf" | "bounce_spf" | "dkim" | "dmarc" | "ptr" | "sender_mx" | "bounce_mx" | "tls" | "unsubscribe";
            /**
             * @description `unknown`: the DNS did not answer, or it cannot be seen from here.
             * @enum {string}
             */
            status: "ok" | "warning" | "missing" | "unknown";
            /** @description What stands there now, cut and without control characters. */
            found: string | null;
            advice: components["schemas"]["AdviceResponse"];
        };
        /**
         * @example {
         *       "domain": "example.com",
         *       "checkedAt": "2030-03-14T09:30:00.000Z",
         *       "summary": "text",
         *       "checks": [
         *         {
         *           "name": "spf",
         *           "status": "ok",
         *           "found": "text",
         *           "advice": {
         *             "text": "Здравствуйте, {{fullName|друг}}!",
         *             "dns": {
         *               "type": "TXT",
         *               "name": "Spring news",
         *               "value": "Бизнес"
         *             }
         *           }
         *         }
         *       ]
         *     }
         */
        SenderHealthResponse: {
            /** @description Of MAIL_FROM. */
            domain: string;
            /**
             * Format: date-time
             * @description At most a minute ago.
             */
            checkedAt: string;
            summary: string;
            /** @description None in a set-up for trying out: the summary says so. */
            checks: components["schemas"]["SenderCheckResponse"][];
        };
        /**
         * @example {
         *       "type": "urn:postledger:problem:mailing.already_completed",
         *       "title": "The mailing is completed",
         *       "status": 409,
         *       "code": "mailing.already_completed",
         *       "detail": "The mailing is completed",
         *       "requestId": "01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7"
         *     }
         */
        Problem: {
            type: string;
            title: string;
            status: number;
            /**
             * @description What is wrong, for programs.
             * @enum {string}
             */
            code: "request.invalid" | "request.malformed_json" | "request.duplicate_field" | "request.too_many_fields" | "request.too_deep" | "request.number_too_large" | "request.timed_out" | "request.too_large" | "request.url_too_long" | "request.headers_too_large" | "request.unsupported_type" | "request.too_many" | "request.bad_id" | "request.bad_cursor" | "route.not_found" | "auth.token_missing" | "auth.token_invalid" | "auth.wrong_login" | "auth.account_unconfirmed" | "auth.account_blocked" | "auth.session_ended" | "auth.foreign_origin" | "auth.link_invalid" | "auth.link_expired" | "auth.too_many_tries" | "auth.busy" | "access.denied" | "access.not_by_key" | "user.not_found" | "session.not_found" | "user.email_taken" | "user.last_admin" | "group.not_found" | "group.name_taken" | "group.no_member" | "api_key.not_found" | "api_key.too_many" | "client.not_found" | "client.email_taken" | "client.phone_taken" | "import.not_found" | "import.already_running" | "import.too_many" | "message.not_found" | "message.in_use" | "attachment.not_found" | "attachment.too_many" | "attachment.too_large" | "mailing.not_found" | "mailing.already_completed" | "mailing.already_running" | "mailing.disabled" | "mailing.paused" | "mailing.past_its_end" | "delivery.not_found" | "delivery.run_over" | "delivery.not_uncertain" | "suppression.not_found" | "suppression.exists" | "unsubscribe.unknown_link" | "bounce.unreadable" | "inbox.mail_not_found" | "post.not_found" | "image.not_found" | "image.busy" | "database.away" | "server.fault";
            detail: string;
            requestId: string;
            /** @description With 400: which fields break which rules. */
            errors?: {
                field: string;
                code: string;
                message: string;
            }[];
        };
    };
    responses: {
        /** @description The request has fields that fail their rules */
        "request.invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The database is not reachable; try again soon */
        "database.away": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request did not arrive in time. The address of the request is too long. The headers of the request are too large. Something went wrong on our side */
        "request.timed_out-request.url_too_long-request.headers_too_large-server.fault": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request has fields that fail their rules. The cursor is not one that this list gave out */
        "request.invalid-request.bad_cursor": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request has fields that fail their rules. The id is not a UUID */
        "request.invalid-request.bad_id": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such mail in the inbox */
        "inbox.mail_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An access token is needed. The access token is not valid */
        "auth.token_missing-auth.token_invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description You may not do this */
        "access.denied": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request has fields that fail their rules. The body is not valid JSON. The body names a field twice. The body has too many fields or items. The body is nested too deeply. The body has a number that is too large */
        "request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The address or the password is wrong */
        "auth.wrong_login": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The account is not confirmed yet. The account is blocked */
        "auth.account_unconfirmed-auth.account_blocked": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        "request.too_large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This content type is not accepted here */
        "request.unsupported_type": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many wrong tries; try again later */
        "auth.too_many_tries": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The database is not reachable; try again soon. Too many log-ins at once; try again in a moment */
        "database.away-auth.busy": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The session has ended; log in again */
        "auth.session_ended": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This site may not use the session */
        "auth.foreign_origin": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests; try again later */
        "request.too_many": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request has fields that fail their rules. The body is not valid JSON. The body names a field twice. The body has too many fields or items. The body is nested too deeply. The body has a number that is too large. The link is not valid */
        "request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large-auth.link_invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The link was used or has expired */
        "auth.link_expired": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An API key may not do this; log in */
        "access.not_by_key": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request has fields that fail their rules. The id is not a UUID. The body is not valid JSON. The body names a field twice. The body has too many fields or items. The body is nested too deeply. The body has a number that is too large */
        "request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such session */
        "session.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A user with this address exists already */
        "user.email_taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such user */
        "user.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The last admin has to stay one */
        "user.last_admin": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The database is not reachable; try again soon. Too many images at once; try again in a moment */
        "database.away-image.busy": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A group with this name exists already */
        "group.name_taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such group */
        "group.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request has fields that fail their rules. The cursor is not one that this list gave out. The id is not a UUID */
        "request.invalid-request.bad_cursor-request.bad_id": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such group. There is no such user */
        "group.not_found-user.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such group. There is no such user. The user is not in this group */
        "group.not_found-user.not_found-group.no_member": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An API key may not do this; log in. You may not do this */
        "access.not_by_key-access.denied": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description You have too many API keys; delete one first */
        "api_key.too_many": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such API key */
        "api_key.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description You have a client with this address already. You have a client with this phone already */
        "client.email_taken-client.phone_taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such client */
        "client.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An import of yours is going on; wait for its end */
        "import.already_running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Five imports in an hour are enough; try again later */
        "import.too_many": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such import */
        "import.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such message */
        "message.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An unfinished mailing uses this message */
        "message.in_use": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A message has at most 10 attachments; delete one first */
        "attachment.too_many": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. The attachments of a message have at most 10 MB together */
        "request.too_large-attachment.too_large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such message. There is no such attachment */
        "message.not_found-attachment.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such mailing */
        "mailing.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The mailing is completed */
        "mailing.already_completed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The mailing is completed. A run of this mailing is going on. A manager disabled this mailing. The mailing is paused; resume it first. The end of the mailing has passed */
        "mailing.already_completed-mailing.already_running-mailing.disabled-mailing.paused-mailing.past_its_end": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The mailing is completed. A manager disabled this mailing */
        "mailing.already_completed-mailing.disabled": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such delivery */
        "delivery.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Only an uncertain delivery can be decided. The run of this delivery was stopped or its end has passed. A manager disabled this mailing */
        "delivery.not_uncertain-delivery.run_over-mailing.disabled": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such image */
        "image.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An access token is needed */
        "auth.token_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such post */
        "post.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This contact is suppressed already */
        "suppression.exists": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such suppression */
        "suppression.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This link is not one of ours */
        "unsubscribe.unknown_link": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request has fields that fail their rules. The body is not valid JSON. The body names a field twice. The body has too many fields or items. The body is nested too deeply. The body has a number that is too large. The report cannot be read */
        "request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large-bounce.unreadable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such route */
        "route.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    MetricsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example postledger_deliveries{status="pending"} 0 */
                    "text/plain": string;
                };
            };
            400: components["responses"]["request.invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    HealthController_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthResponse"];
                };
            };
            400: components["responses"]["request.invalid"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    HealthController_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthResponse"];
                };
            };
            400: components["responses"]["request.invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    InboxController_list: {
        parameters: {
            query?: {
                /**
                 * @description Only mails to this address.
                 * @example anna@example.com
                 */
                to?: string;
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    InboxController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedMailResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            404: components["responses"]["inbox.mail_not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AuditController_list: {
        parameters: {
            query?: {
                /** @example user.created */
                action?: "user.created" | "user.blocked" | "user.unblocked" | "user.role_changed" | "group.created" | "group.changed" | "group.deleted" | "group.member_added" | "group.member_removed" | "mailing.disabled" | "mailing.enabled" | "mailing.stopped" | "api_key.created" | "api_key.revoked";
                /**
                 * @description Who did it.
                 * @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7
                 */
                actorId?: string;
                /**
                 * @description The user, group, mailing or API key that it was done to.
                 * @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7
                 */
                targetId?: string;
                /**
                 * @description `at`, or `-at` for the newest first (default).
                 * @example -createdAt
                 */
                sort?: string;
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AuthController_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.wrong_login"];
            403: components["responses"]["auth.account_unconfirmed-auth.account_blocked"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            429: components["responses"]["auth.too_many_tries"];
            503: components["responses"]["database.away-auth.busy"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AuthController_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.session_ended"];
            403: components["responses"]["auth.foreign_origin"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AuthController_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            403: components["responses"]["auth.foreign_origin"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AccountsController_register: {
        parameters: {
            query?: never;
            header?: {
                /** @example ru, en;q=0.8 */
                "accept-language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterDto"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            429: components["responses"]["request.too_many"];
            503: components["responses"]["database.away-auth.busy"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AccountsController_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmDto"];
            };
        };
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large-auth.link_invalid"];
            410: components["responses"]["auth.link_expired"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AccountsController_forgotPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgotPasswordDto"];
            };
        };
        responses: {
            /** @description Taken; it happens in a moment */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            429: components["responses"]["request.too_many"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AccountsController_resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPasswordDto"];
            };
        };
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large-auth.link_invalid"];
            410: components["responses"]["auth.link_expired"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away-auth.busy"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AccountsController_changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordDto"];
            };
        };
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.not_by_key"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            429: components["responses"]["auth.too_many_tries"];
            503: components["responses"]["database.away-auth.busy"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    SessionsController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.not_by_key"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    SessionsController_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.not_by_key"];
            404: components["responses"]["session.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    UsersController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /**
                 * @description A part of the address or the name, in any case.
                 * @example anna
                 */
                search?: string;
                /**
                 * @description Only these, up to 200 ids with commas between them.
                 * @example [
                 *       "text"
                 *     ]
                 */
                ids?: string[];
                /** @example user */
                role?: "user" | "manager" | "admin";
                /** @example active */
                status?: "active" | "unconfirmed" | "blocked";
                /**
                 * @description `createdAt`, `email`, `fullName`, or with a minus for the other direction; default `-createdAt`.
                 * @example -createdAt
                 */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    UsersController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUserDto"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            409: components["responses"]["user.email_taken"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away-auth.busy"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    UsersController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["user.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    UsersController_block: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["user.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    UsersController_unblock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["user.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    UsersController_changeRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRoleDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["user.not_found"];
            409: components["responses"]["user.last_admin"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MeController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeResponse"];
                };
            };
            400: components["responses"]["request.invalid"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MeController_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMeDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.not_by_key"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            429: components["responses"]["request.too_many"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MeController_setAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away-image.busy"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MeController_removeAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    GroupsController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /**
                 * @description A part of the name, in any case.
                 * @example anna
                 */
                search?: string;
                /**
                 * @description `name`, `createdAt`, or with a minus for the other direction; default `name`.
                 * @example -createdAt
                 */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    GroupsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateGroupDto"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            409: components["responses"]["group.name_taken"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    GroupsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["group.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    GroupsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["group.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    GroupsController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateGroupDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["group.not_found"];
            409: components["responses"]["group.name_taken"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    GroupsController_listMembers: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
            };
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["group.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    GroupsController_addMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["group.not_found-user.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    GroupsController_removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["group.not_found-user.not_found-group.no_member"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ApiKeysController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.not_by_key"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ApiKeysController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyDto"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKeyResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.not_by_key-access.denied"];
            409: components["responses"]["api_key.too_many"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ApiKeysController_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.not_by_key"];
            404: components["responses"]["api_key.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ClientsController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /**
                 * @description Part of the name, the address or the phone, whatever the case.
                 * @example anna
                 */
                search?: string;
                /**
                 * @description Order of the list; `-` reverses it.
                 * @example createdAt
                 */
                sort?: "createdAt" | "-createdAt" | "fullName" | "-fullName" | "email" | "-email";
                /**
                 * @description Only clients with exactly this tag.
                 * @example Бизнес
                 */
                tag?: string;
                /**
                 * @description Only clients with this operator code: three digits.
                 * @example 926
                 */
                operatorCode?: string;
                /**
                 * @description Only this owner's; for those who see everybody's.
                 * @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7
                 */
                ownerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientPage"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ClientsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateClientDto"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            409: components["responses"]["client.email_taken-client.phone_taken"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ClientsController_facets: {
        parameters: {
            query?: {
                /**
                 * @description Only this owner's; for those who see everybody's.
                 * @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7
                 */
                ownerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientFacetsResponse"];
                };
            };
            400: components["responses"]["request.invalid"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ClientsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["client.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ClientsController_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateClientDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["client.not_found"];
            409: components["responses"]["client.email_taken-client.phone_taken"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ClientsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["client.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ClientsController_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateClientDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["client.not_found"];
            409: components["responses"]["client.email_taken-client.phone_taken"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ClientsController_data: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientData"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["client.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ClientsController_erase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["client.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ImportsController_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /**
                     * @default update
                     * @enum {string}
                     */
                    merge?: "update" | "skip";
                    /** @default false */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Taken; it happens in a moment */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedImportResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            409: components["responses"]["import.already_running"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            429: components["responses"]["import.too_many"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ImportsController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ImportsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["import.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ImportsController_rejected: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example email,fullName,reason
                     *     anna@,Анна Петрова,email: must be an email address
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["import.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ImportsController_export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example email,phone,fullName,comment,operatorCode,tags,timezone
                     *     anna@example.com,,Анна Петрова,,,Бизнес,
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["request.invalid"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MessagesController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /**
                 * @description Part of the subject, whatever the case.
                 * @example anna
                 */
                search?: string;
                /**
                 * @description Order of the list; `-` reverses it.
                 * @example createdAt
                 */
                sort?: "createdAt" | "-createdAt" | "subject" | "-subject";
                /**
                 * @description Only this owner's; for those who see everybody's.
                 * @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7
                 */
                ownerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MessagesController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMessageDto"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MessagesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["message.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MessagesController_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMessageDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["message.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MessagesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["message.not_found"];
            409: components["responses"]["message.in_use"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MessagesController_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMessageDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["message.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MessagesController_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewMessageDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["message.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MessagesController_sendTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestMessageDto"];
            };
        };
        responses: {
            /** @description Taken; it happens in a moment */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["message.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AttachmentsController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
            };
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentPage"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["message.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AttachmentsController_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["message.not_found"];
            409: components["responses"]["attachment.too_many"];
            413: components["responses"]["request.too_large-attachment.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AttachmentsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["message.not_found-attachment.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AttachmentsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["message.not_found-attachment.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingPlanController_audience: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewAudienceDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudiencePreviewResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingPlanController_schedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewScheduleDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePreviewResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingsController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /**
                 * @description A part of the name.
                 * @example anna
                 */
                search?: string;
                /** @example running */
                status?: "running" | "completed" | "created";
                /**
                 * @description Only mailings that send this message.
                 * @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7
                 */
                messageId?: string;
                /**
                 * @description `createdAt`, `name`, `startAt` or `nextRunAt`; with `-` in front the other way round.
                 * @example -createdAt
                 */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMailingDto"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingsController_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMailingDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            409: components["responses"]["mailing.already_completed"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingsController_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMailingDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            409: components["responses"]["mailing.already_completed"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingActionsController_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken; it happens in a moment */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedRunResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            409: components["responses"]["mailing.already_completed-mailing.already_running-mailing.disabled-mailing.paused-mailing.past_its_end"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingActionsController_stop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            409: components["responses"]["mailing.already_completed"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingActionsController_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            409: components["responses"]["mailing.already_completed"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingActionsController_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            409: components["responses"]["mailing.already_completed-mailing.disabled"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingActionsController_disable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisableMailingDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            409: components["responses"]["mailing.already_completed"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingActionsController_enable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            409: components["responses"]["mailing.already_completed"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingRecordsController_listRuns: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
            };
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingRecordsController_listHistory: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
            };
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingHistoryResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingRecordsController_listDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /** @example pending */
                status?: "pending" | "deferred" | "uncertain" | "sending" | "sent" | "failed" | "expired" | "suppressed" | "cancelled";
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                runId?: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                clientId?: string;
            };
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingRecordsController_listMessages: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /** @example pending */
                status?: "pending" | "deferred" | "uncertain" | "sending" | "sent" | "failed" | "expired" | "suppressed" | "cancelled";
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                runId?: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                clientId?: string;
            };
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetailPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MailingRecordsController_events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: progress
                     *     data: {"counts":{"total":200,"sent":140},"rate":20}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    DeliveriesController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /** @example pending */
                status?: "pending" | "deferred" | "uncertain" | "sending" | "sent" | "failed" | "expired" | "suppressed" | "cancelled";
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                runId?: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                clientId?: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                mailingId?: string;
                /**
                 * @description Only this owner's; for those who see everybody's.
                 * @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7
                 */
                ownerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    DeliveriesController_resendAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResendDeliveriesDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResentResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    DeliveriesController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetailResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["delivery.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    DeliveriesController_resend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["delivery.not_found"];
            409: components["responses"]["delivery.not_uncertain-delivery.run_over-mailing.disabled"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    DeliveriesController_close: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["delivery.not_found"];
            409: components["responses"]["delivery.not_uncertain-delivery.run_over-mailing.disabled"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AttemptsController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                mailingId?: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                runId?: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                clientId?: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                messageId?: string;
                /** @example success */
                status?: "success" | "fail" | "uncertain";
                /**
                 * @description Attempts at this time or later; without an offset in the service's zone.
                 * @example 2030-03-01T00:00:00Z
                 */
                from?: string;
                /**
                 * @description Attempts before this time.
                 * @example 2030-04-01T00:00:00Z
                 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AttemptsController_export: {
        parameters: {
            query?: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                mailingId?: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                runId?: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                clientId?: string;
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                messageId?: string;
                /** @example success */
                status?: "success" | "fail" | "uncertain";
                /**
                 * @description Attempts at this time or later; without an offset in the service's zone.
                 * @example 2030-03-01T00:00:00Z
                 */
                from?: string;
                /**
                 * @description Attempts before this time.
                 * @example 2030-04-01T00:00:00Z
                 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example at,status,code,reply
                     *     2030-03-14T09:30:00.000Z,success,250,250 2.0.0 Ok: queued as 4bRk2T
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["request.invalid"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AttemptsController_stats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailingStatsResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    AttemptsController_forecast: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["mailing.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    MediaController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 9f8e7d6c5b4a3928171605f4e3d2c1b0.webp */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            400: components["responses"]["request.invalid"];
            404: components["responses"]["image.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    FeedController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example <rss version="2.0"><channel/></rss> */
                    "application/rss+xml": string;
                };
            };
            400: components["responses"]["request.invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    PostsController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /**
                 * @description A part of the title, in any case.
                 * @example anna
                 */
                search?: string;
                /**
                 * @description For those who write posts; without it everybody gets what is published.
                 * @example draft
                 */
                status?: "draft" | "scheduled" | "published" | "all";
                /**
                 * @description `publishAt`, `createdAt`, `title`, or with a minus for the other direction; default `-publishAt`.
                 * @example -createdAt
                 */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing"];
            403: components["responses"]["access.denied"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    PostsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePostDto"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    PostsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example we-have-opened */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostResponse"];
                };
            };
            400: components["responses"]["request.invalid"];
            401: components["responses"]["auth.token_missing"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["post.not_found"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    PostsController_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewPostDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostPreviewResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    PostsController_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["post.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    PostsController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePostDto"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["post.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    PostsController_setImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["post.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away-image.busy"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    PostsController_removeImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["post.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    HomeController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HomeResponse"];
                };
            };
            400: components["responses"]["request.invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    StatsController_readOwn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatsResponse"];
                };
            };
            400: components["responses"]["request.invalid"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    StatsController_readAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatsResponse"];
                };
            };
            400: components["responses"]["request.invalid"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ContactController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /**
                 * @description `createdAt` or `-createdAt`, the default.
                 * @example -createdAt
                 */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    ContactController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateContactDto"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactTakenResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            429: components["responses"]["request.too_many"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    SuppressionsController_list: {
        parameters: {
            query?: {
                /**
                 * @description How many items to answer, 1 to 200.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `nextCursor` of the page before.
                 * @example WyIyMDMwLTAzLTE0Il0
                 */
                cursor?: string;
                /**
                 * @description Also count all items.
                 * @example false
                 */
                withTotal?: boolean;
                /**
                 * @description Part of the address or the phone, whatever the case.
                 * @example anna
                 */
                search?: string;
                /** @example unsubscribed */
                reason?: "unsubscribed" | "hard_bounce" | "complaint" | "manual";
                /**
                 * @description Order of the list; `-` reverses it.
                 * @example createdAt
                 */
                sort?: "createdAt" | "-createdAt";
                /**
                 * @description Only this owner's; for those who see everybody's.
                 * @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7
                 */
                ownerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressionPageResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.bad_cursor"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    SuppressionsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSuppressionDto"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressionResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            409: components["responses"]["suppression.exists"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    SuppressionsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["request.invalid-request.bad_id-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            403: components["responses"]["access.denied"];
            404: components["responses"]["suppression.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    UnsubscribeController_ask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example rXk2vTq8m5Wb0nZc7LdYfGjKpAeHs3uC */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example <!doctype html><title>Postledger</title> */
                    "text/html": string;
                };
            };
            400: components["responses"]["request.invalid"];
            404: components["responses"]["unsubscribe.unknown_link"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    UnsubscribeController_unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example rXk2vTq8m5Wb0nZc7LdYfGjKpAeHs3uC */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example List-Unsubscribe=One-Click */
                "application/x-www-form-urlencoded": {
                    "List-Unsubscribe"?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example <!doctype html><title>Postledger</title> */
                    "text/html": string;
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large"];
            404: components["responses"]["unsubscribe.unknown_link"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    BouncesController_take: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example From: MAILER-DAEMON@example.com
                 *     Subject: Undelivered
                 *
                 *     550 5.1.1 no such user
                 */
                "message/rfc822": string;
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenReportResponse"];
                };
            };
            400: components["responses"]["request.invalid-request.malformed_json-request.duplicate_field-request.too_many_fields-request.too_deep-request.number_too_large-bounce.unreadable"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            404: components["responses"]["route.not_found"];
            413: components["responses"]["request.too_large"];
            415: components["responses"]["request.unsupported_type"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
    SenderHealthController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderHealthResponse"];
                };
            };
            400: components["responses"]["request.invalid"];
            401: components["responses"]["auth.token_missing-auth.token_invalid"];
            503: components["responses"]["database.away"];
            default: components["responses"]["request.timed_out-request.url_too_long-request.headers_too_large-server.fault"];
        };
    };
}
