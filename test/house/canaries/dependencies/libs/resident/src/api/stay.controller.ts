import { Controller } from '@nestjs/common';
import { http } from '#platform/http';
import { admit } from '../app/admit.service.js';

export const controller = [Controller, http, admit];
